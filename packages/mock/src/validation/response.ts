import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import { formatValue } from '../format.ts';
import type { JsonText } from '../json.ts';
import { isJson, parseJson } from '../json.ts';
import { listUndocumented, listViolations } from './schema.ts';
import type { Violation } from './violation.ts';

/** A response that came from elsewhere. */
export interface ForeignResponse {
  status: number;
  contentType: string | undefined;
  /** Decoded; undefined where it was not kept, and cannot be checked. */
  body: Uint8Array | undefined;
}

/** How a response violates what the document says of its operation. With `strict`, properties that it does not know count too. */
export function checkResponse(
  { schemas }: Pick<LoadedDocument, 'schemas'>,
  operation: Operation,
  { status, contentType, body }: ForeignResponse,
  strict: boolean,
): Violation[] {
  const documented = operation.responses.get(status);
  if (documented === undefined) return [reportUnknownStatus(operation, status)];
  const { schema } = documented;
  if (body === undefined)
    return [{ pointer: 'body', rule: 'unchecked', message: 'is too long, or in an unknown encoding, and was not checked' }];
  if (body.length === 0) return schema === undefined ? [] : [{ pointer: 'body', rule: 'required', message: 'is required' }];
  if (schema === undefined) return [{ pointer: 'body', rule: 'unexpected', message: 'must be empty' }];
  if (!isJson(contentType ?? '')) {
    const found = formatValue(contentType ?? 'none');
    return [{ pointer: 'header.content-type', rule: 'media-type', message: 'must be application/json', found }];
  }
  const json = readJson(body);
  if (json === undefined) return [{ pointer: 'body', rule: 'json', message: 'must be JSON in UTF-8' }];
  return [...listViolations(schemas, schema, json, 'body'), ...(strict ? listUndocumented(schema, json.value, 'body') : [])];
}

function reportUnknownStatus({ operationId, responses }: Operation, status: number): Violation {
  const known = [...responses.keys()].join(', ');
  return { pointer: 'status', rule: 'undocumented', message: `must be one that ${operationId} has: ${known}`, found: String(status) };
}

function readJson(bytes: Uint8Array): JsonText | undefined {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
