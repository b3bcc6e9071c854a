import type { PublishedExample, PublishedField } from './published.ts';
import type { Row, Sample } from './types.ts';

/** The samples below a page's tables. */
export function samplesOf(examples: PublishedExample[]): Sample[] {
  return examples
    .filter(({ none }) => none !== true)
    .map(({ role, text, json, parseError, fixes }) => {
      const broken = parseError ?? fixes?.join(', ');
      return broken === undefined ? { of: role, value: json } : { of: role, broken, text, ...(json !== undefined && { value: json }) };
    });
}

/** Samples that stand in a row of a table: the JSON of a field that carries JSON in a string. */
export function fieldSamplesOf(rows: Row[], fields: PublishedField[]): Sample[] {
  return rows.flatMap(({ json, location, pointer }, index) => {
    const text = /(?:例如|Example)[^{]*(\{.*\})\s*$/s.exec(fields[index]?.description ?? '')?.[1];
    return json === true && text !== undefined ? [{ of: `${location}.${pointer}`, value: text }] : [];
  });
}
