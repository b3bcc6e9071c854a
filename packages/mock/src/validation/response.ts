import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import type { JsonText } from '../json.ts';
import { parseJson } from '../json.ts';
import { findUndocumented, schemaViolations } from './schema.ts';
import type { Violation } from './violation.ts';
import { describe } from './violation.ts';

/** An answer that came from elsewhere. */
export interface ForeignAnswer {
  status: number;
  /** In lower case. */
  contentType: string | undefined;
  /** Decoded; undefined where it was not kept, and cannot be checked. */
  body: Uint8Array | undefined;
}

/** How an answer departs from what the document says of its operation. With `strict`, also which properties the document does not know. */
export function answerViolations(
  { schemas }: Pick<LoadedDocument, 'schemas'>,
  operation: Operation,
  { status, contentType, body }: ForeignAnswer,
  strict: boolean,
): Violation[] {
  const response = operation.responses.get(status);
  if (response === undefined) return [unknownStatus(operation, status)];
  const { schema } = response;
  if (body === undefined)
    return [{ pointer: 'body', rule: 'unchecked', message: 'is too long, or in an unknown encoding, and was not checked' }];
  if (body.length === 0 && schema === undefined) return [];
  if (body.length === 0) return [{ pointer: 'body', rule: 'required', message: 'is required' }];
  if (schema === undefined) return [{ pointer: 'body', rule: 'unexpected', message: 'must be empty' }];
  if (!/^application\/json\s*(?:;|$)/.test(contentType ?? '')) {
    return [
      { pointer: 'header.content-type', rule: 'media-type', message: 'must be application/json', found: describe(contentType ?? 'none') },
    ];
  }
  const json = readJson(body);
  if (json === undefined) return [{ pointer: 'body', rule: 'json', message: 'must be JSON in UTF-8' }];
  const errors = schemas.errors(schema, json.value);
  return [
    ...schemaViolations(errors, {
      pointer: 'body',
      value: json.value,
      schema,
      written: (error) => json.exact.get(error.instancePath),
    }),
    ...(strict ? findUndocumented(schema, json.value, 'body') : []),
  ];
}

function unknownStatus({ operationId, responses }: Operation, status: number): Violation {
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
