import type { Document, FlatSchema, Operation, Pointer, SchemaRow } from '@dli-openapi/openapi';
import { joinPointer, listOperations, listSchemaRows, readPointer, SchemaReader } from '@dli-openapi/openapi';

/** Something in the document that is not as the project wants it, whatever the pages say, and lint does not find. */
export interface DocumentFault {
  at: Pointer;
  message: string;
}

/** What the document has to say of itself, once. */
const expected: Record<Pointer, unknown> = {
  '/openapi': '3.1.0',
  '/jsonSchemaDialect': 'https://json-schema.org/draft/2020-12/schema',
  // Every region's endpoint that the pages print is of this form.
  '/servers/0/url': 'https://dli.{region}.{domain}',
};

/** Holds the document to its version, its dialect, the form of its addresses, and operations and requests to one statement of each thing. */
export function listDocumentFaults(document: Document): DocumentFault[] {
  const reader = new SchemaReader(document);
  const operations = listOperations(document);
  const requests = operations.flatMap(({ path, method, requestBody }) => {
    const body = requestBody && reader.flatten(requestBody.schema, joinPointer('/paths', path, method, 'requestBody'));
    return body ? [...listSchemaRows(body).flatMap(listNeedlessReasons), ...listVariantFaults(body)] : [];
  });
  return [
    ...Object.entries(expected).flatMap(([at, value]) => {
      const found = readPointer(document, at);
      return found === value ? [] : [{ at, message: `must be ${JSON.stringify(value)}, and is ${JSON.stringify(found) ?? 'not there'}` }];
    }),
    ...operations.flatMap(listOriginFaults),
    // Several operations may share a schema: what is wrong with it is said once.
    ...new Map(requests.map((fault) => [`${fault.at} ${fault.message}`, fault])).values(),
  ];
}

function listOriginFaults({ path, method, docId, node }: Operation): DocumentFault[] {
  const isBoth = docId !== undefined && node['x-dli-source'] !== undefined;
  return isBoth
    ? [{ at: joinPointer('/paths', path, method), message: 'has a page in x-dli-doc-id, and another source in x-dli-source' }]
    : [];
}

function listNeedlessReasons({ at, closed, keywords }: SchemaRow): DocumentFault[] {
  return closed && keywords.has('x-dli-open') ? [{ at, message: 'says in x-dli-open why it is open, and is not' }] : [];
}

/**
 * Where the value of one field tells the variants of a request apart, what a variant needs is what `x-dli-only-when` says
 * there is only then.
 */
function listVariantFaults(schema: FlatSchema): DocumentFault[] {
  const children = [...schema.properties.values(), ...(schema.items ? [schema.items] : [])];
  return [...listOwnVariantFaults(schema), ...children.flatMap((child) => listVariantFaults(child()))];
}

function listOwnVariantFaults(schema: FlatSchema): DocumentFault[] {
  const variants = schema.variants?.() ?? [];
  const teller = [...schema.properties.keys()].find((name) => tellsApart(name, variants));
  if (variants.length < 2 || teller === undefined) return [];
  return variants.flatMap((variant) => {
    const value = getOnlyValue(variant, teller);
    const when = `when ${teller} is ${JSON.stringify(value)}`;
    const isConditional = (name: string) => getCondition(variant.properties.get(name)?.())[teller] === value;
    const needed = [...variant.required.keys()].filter((name) => !schema.required.has(name));
    const unsaid = needed.filter((name) => !isConditional(name));
    const unneeded = [...variant.properties.keys()].filter((name) => isConditional(name) && !needed.includes(name));
    return [
      ...unsaid.map((name) => `needs ${name} ${when}, and x-dli-only-when of ${name} does not say so`),
      ...unneeded.map((name) => `does not need ${name} ${when}, and by x-dli-only-when it should`),
    ].map((message) => ({ at: schema.at, message }));
  });
}

function tellsApart(name: string, variants: readonly FlatSchema[]): boolean {
  const values = variants.map((variant) => getOnlyValue(variant, name));
  return !values.includes(undefined) && new Set(values).size === variants.length;
}

/** The one value that a property may have. */
function getOnlyValue(schema: FlatSchema, name: string): unknown {
  const values = schema.properties.get(name)?.().keywords.get('enum')?.value as unknown[] | undefined;
  return values?.length === 1 ? values[0] : undefined;
}

function getCondition(schema: FlatSchema | undefined): Record<string, unknown> {
  return (schema?.keywords.get('x-dli-only-when')?.value ?? {}) as Record<string, unknown>;
}
