import type { Document, Node, Operation, Pointer, SchemaRow } from '@dli-openapi/openapi';
import { joinPointer, listOperations, listSchemaRows } from '@dli-openapi/openapi';
import type { RequestViews } from './requests.ts';
import { requestViews } from './requests.ts';
import { variantFaults } from './variant-faults.ts';

/** Something in the document that is not as the project wants it, whatever the pages say. */
export interface DocumentFault {
  at: Pointer;
  message: string;
}

/** What the document has to say of itself, once. */
const expected: Record<string, unknown> = {
  '/openapi': '3.1.0',
  '/jsonSchemaDialect': 'https://json-schema.org/draft/2020-12/schema',
  // Every region's endpoint that the pages print is of this form.
  '/servers/0/url': 'https://dli.{region}.{domain}',
};

/**
 * Holds the document to what no page states: its version, its dialect, the form of its addresses, where an operation is
 * from, why a request is open, and what its variants need.
 */
export function documentFaults(document: Document, operations: readonly Operation[] = listOperations(document)): DocumentFault[] {
  const said = Object.entries(expected).flatMap(([at, value]) => {
    const found = valueAt(document, at);
    return found === value ? [] : [{ at, message: `must be ${JSON.stringify(value)}, and is ${JSON.stringify(found) ?? 'not there'}` }];
  });
  const requests = operations.flatMap((operation) => requestFaults(requestViews(document, operation)));
  // Several operations may share a schema: what is wrong with it is said once.
  return [...said, ...operations.flatMap(originFaults), ...[...new Map(requests)].map(([at, message]) => ({ at, message }))];
}

function valueAt(document: Document, at: Pointer): unknown {
  return at
    .split('/')
    .slice(1)
    .reduce<unknown>((parent, key) => (parent as Node | undefined)?.[key], document);
}

function originFaults({ path, method, docId, node }: Operation): DocumentFault[] {
  const message = 'has to name its page in x-dli-doc-id, or else in x-dli-source who knows of it';
  return (docId === undefined) === (node['x-dli-source'] === undefined) ? [{ at: joinPointer('/paths', path, method), message }] : [];
}

function requestFaults({ body }: RequestViews): [Pointer, string][] {
  return body ? [...listSchemaRows(body).flatMap(opennessFaults), ...variantFaults(body)] : [];
}

/** A request takes names that are not described only where the document says why. */
function opennessFaults({ at, closed, keywords }: SchemaRow): [Pointer, string][] {
  const reason = keywords.get('x-dli-open');
  if (closed === false && !reason) return [[at, 'takes names that are not described: close it, or say why in x-dli-open']];
  return reason && closed !== false ? [[at, 'says in x-dli-open why it is open, and is not']] : [];
}
