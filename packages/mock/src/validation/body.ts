import type { Operation } from '../document/operations.ts';
import type { Schemas } from '../document/schemas.ts';
import type { JsonText } from '../json.ts';
import { parseJson } from '../json.ts';
import { formatValue } from '../messages.ts';
import { listViolations } from './schema.ts';
import type { Violation } from './violation.ts';

/** In a larger body only the first violation is looked for. */
const largestCheckedInFull = 65_536;

/** A request's body: its JSON, where it has any, and how it violates the document. */
export interface ReadBody {
  json: JsonText | undefined;
  violations: Violation[];
}

export function readBody(schemas: Schemas, { body }: Operation, headers: Readonly<Record<string, string>>, bytes: Uint8Array): ReadBody {
  if (bytes.length === 0) {
    return body?.required ? reject({ pointer: 'body', rule: 'required', message: 'is required' }) : { json: undefined, violations: [] };
  }
  if (body === undefined) return reject({ pointer: 'body', rule: 'unexpected', message: 'must be empty: the operation takes none' });
  const wrongHeader = findWrongHeader(headers);
  if (wrongHeader) return reject(wrongHeader);

  const json = readJson(bytes);
  if ('rule' in json) return reject(json);
  return { json, violations: listViolations(schemas, body.schema, json, 'body', { stopAtFirst: bytes.length > largestCheckedInFull }) };
}

function reject(violation: Violation): ReadBody {
  return { json: undefined, violations: [violation] };
}

function findWrongHeader(headers: Readonly<Record<string, string>>): Violation | undefined {
  const type = headers['content-type'];
  if (type === undefined) return { pointer: 'header.content-type', rule: 'required', message: 'must be application/json' };
  if (!/^application\/json\s*(?:;|$)/i.test(type.trim())) {
    return { pointer: 'header.content-type', rule: 'media-type', message: 'must be application/json', found: formatValue(type) };
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return undefined;
  return { pointer: 'header.content-encoding', rule: 'encoding', message: 'must be identity or absent', found: formatValue(encoding) };
}

function readJson(bytes: Uint8Array): JsonText | Violation {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { pointer: 'body', rule: 'encoding', message: 'must be UTF-8' };
  }
  if (text.startsWith('\uFEFF')) return { pointer: 'body', rule: 'json', message: 'must be JSON without a byte order mark' };
  if (text.trim() === '') return { pointer: 'body', rule: 'json', message: 'must be JSON', found: 'only white space' };
  try {
    return parseJson(text);
  } catch (error) {
    // Only the position is taken over from the message: the rest quotes the body and differs between versions of Node.
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    const message = position ? `must be JSON, and is not at character ${Number(position) + 1}` : 'must be JSON';
    return { pointer: 'body', rule: 'json', message };
  }
}
