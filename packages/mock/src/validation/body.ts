import type { ErrorObject } from 'ajv';
import type { Operation } from '../document/operations.ts';
import type { Schemas } from '../document/schemas.ts';
import type { JsonText } from '../json.ts';
import { parseJson } from '../json.ts';
import { schemaViolations } from './schema.ts';
import type { Violation } from './violation.ts';
import { describe } from './violation.ts';

/** In a larger body only the first thing wrong is looked for: a list of millions of violations would fill the memory. */
const largestCheckedInFull = 65_536;

/** A request's body: its JSON, where it has any, and how it departs from the document. */
export interface ReadBody {
  json: JsonText | undefined;
  violations: Violation[];
}

export function readBody(schemas: Schemas, operation: Operation, headers: Readonly<Record<string, string>>, bytes: Uint8Array): ReadBody {
  const { body } = operation;
  if (body === undefined && bytes.length === 0) return { json: undefined, violations: [] };
  if (body === undefined) return unread({ pointer: 'body', rule: 'unexpected', message: 'must be empty: the operation takes none' });
  if (bytes.length === 0 && !body.required) return { json: undefined, violations: [] };
  if (bytes.length === 0) return unread({ pointer: 'body', rule: 'required', message: 'is required' });
  const wrongHeader = headerViolation(headers);
  if (wrongHeader) return unread(wrongHeader);

  const json = readJson(bytes);
  if ('rule' in json) return unread(json);
  const errors = schemas.errors(body.schema, json.value, { stopAtFirst: bytes.length > largestCheckedInFull });
  const written = (error: ErrorObject) => writtenInteger(json, error);
  return { json, violations: schemaViolations(errors, { pointer: 'body', value: json.value, schema: body.schema, written }) };
}

function unread(violation: Violation): ReadBody {
  return { json: undefined, violations: [violation] };
}

function headerViolation(headers: Readonly<Record<string, string>>): Violation | undefined {
  const type = headers['content-type'];
  if (type === undefined) return { pointer: 'header.content-type', rule: 'required', message: 'must be application/json' };
  if (!/^application\/json\s*(?:;|$)/i.test(type.trim())) {
    return { pointer: 'header.content-type', rule: 'media-type', message: 'must be application/json', found: describe(type) };
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return undefined;
  return { pointer: 'header.content-encoding', rule: 'encoding', message: 'must be identity or absent', found: describe(encoding) };
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
    return {
      pointer: 'body',
      rule: 'json',
      message: position ? `must be JSON, and is not at character ${Number(position) + 1}` : 'must be JSON',
    };
  }
}

function writtenInteger({ exact }: JsonText, error: ErrorObject): string | undefined {
  return typeof error.data === 'number' ? exact.get(error.instancePath) : undefined;
}
