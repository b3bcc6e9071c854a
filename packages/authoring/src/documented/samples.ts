import type { PublishedField, PublishedSample } from './published.ts';
import type { Row, Sample } from './types.ts';

/** Reads the samples below a page's tables. */
export function readSamples(samples: PublishedSample[]): Sample[] {
  return samples.filter(({ text }) => /^[{[]/.test(text)).map(({ of, text }) => ({ of, ...readJson(text) }));
}

/** Reads samples in rows of a table: the JSON of a field that carries JSON in a string. */
export function readFieldSamples(rows: Row[], fields: PublishedField[]): Sample[] {
  return rows.flatMap(({ json, location, pointer }, index) => {
    const text = fields[index]?.description ?? '';
    const start = text.indexOf('{', Math.max(text.indexOf('例如'), text.indexOf('Example')));
    const value = text.slice(start).trim();
    return json === true && /例如|Example/.test(text) && start >= 0 && value.endsWith('}') ? [{ of: `${location}.${pointer}`, value }] : [];
  });
}

/** Reads a text that should be JSON: its value, or else why it is invalid, and its value once repaired, if possible. */
function readJson(text: string): Omit<Sample, 'of'> {
  const value = parse(text);
  if (!(value instanceof Error)) return { value };
  const broken: string[] = [];
  let repaired = text;
  for (const { fault, repair } of repairs) {
    const next = repair(repaired);
    if (next === repaired) continue;
    broken.push(fault);
    repaired = next;
    const read = parse(repaired);
    if (!(read instanceof Error)) return { broken: broken.join(', '), text, value: read };
  }
  return { broken: value.message.replace(/ \(line .*$/, ''), text };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return error as Error;
  }
}

/** Faults of printed JSON that can be repaired without a guess. */
const repairs: { fault: string; repair: (text: string) => string }[] = [
  { fault: 'trailing comma', repair: (text) => text.replace(/,(\s*[}\]])/g, '$1') },
  { fault: 'missing comma', repair: (text) => text.replace(/(["\d\]}el])([^\S\n]*\n\s*")/g, '$1,$2') },
  {
    fault: 'unescaped quotes inside a string',
    repair: (text) =>
      text.replace(
        /^([^\S\n]*"\w+"[^\S\n]*:[^\S\n]*")(.*)("[^\S\n]*(?:,[^\S\n]*)?)$/gm,
        (whole, start: string, inner: string, end: string) =>
          parse(`"${inner}"`) instanceof Error ? `${start}${inner.replace(/\\?"/g, '\\"')}${end}` : whole,
      ),
  },
];
