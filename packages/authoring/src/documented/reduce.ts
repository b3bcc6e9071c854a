import { formatPlace } from '@dli-openapi/openapi';
import type { Corrections } from './corrections.ts';
import type { Published } from './published.ts';
import { readRow } from './rows.ts';
import { readFieldSamples, readSamples } from './samples.ts';
import type { Page, Row, Source } from './types.ts';

/**
 * Reduces what is published to bare facts.
 * @throws {Error} with a line for each row that cannot be read
 */
export function reducePage(operationId: string, source: Source, published: Published, corrections: Corrections): Page {
  const { docId, statuses, errorCodes, fields, samples } = published;
  const faults: string[] = [];
  const rows = fields.flatMap((field): Row[] => {
    const { drop, set } = corrections.find(operationId, source, field);
    try {
      return [readRow(field, source, drop, set)];
    } catch (error) {
      const line = field.line === undefined ? '' : ` (line ${field.line})`;
      const place = formatPlace(field.location, field.pointer);
      faults.push(`${operationId}, ${source}, ${place}${line}: ${(error as Error).message}. Add a correction to corrections.json`);
      return [];
    }
  });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return {
    source,
    ...(docId !== undefined && { docId }),
    statuses,
    errorCodes,
    rows,
    samples: [...readSamples(samples), ...readFieldSamples(rows, fields)],
  };
}
