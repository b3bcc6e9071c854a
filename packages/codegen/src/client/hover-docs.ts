// openapi-typescript writes a doc comment from `description`, `default` and `examples` of the node it stands at. What a
// reader wants to see on hovering is also behind references and in keywords that it does not print; so it is put there.
import type { Document, Node, Schema } from '@dli-openapi/openapi';
import { resolve } from '@dli-openapi/openapi';

/** A copy of the document in which every schema and parameter says in its own description all there is to know of it. */
export function withHoverDocs(document: Document): Document {
  const copy = structuredClone(document);
  const { schemas = {}, parameters = {}, responses = {} } = copy.components;
  const operations = Object.values(copy.paths).flatMap((item) => [item, ...(Object.values(item) as Node[])]);
  describeSchemas(document, schemas);
  for (const parameter of [...Object.values(parameters), ...operations.flatMap((node) => listOf(node.parameters))]) {
    describeParameter(document, parameter);
  }
  for (const holder of [
    ...Object.values(responses),
    ...operations.flatMap(({ requestBody, responses: own }) => [requestBody, ...valuesOf(own)]),
  ]) {
    for (const { schema } of valuesOf((holder as Node | undefined)?.content) as { schema?: Schema }[]) describeInside(document, schema);
  }
  return copy;
}

function describeSchemas(document: Document, schemas: unknown): void {
  for (const schema of valuesOf(schemas)) {
    describeInside(document, schema);
    describeSchema(document, schema);
  }
}

function describeInside(document: Document, schema: Schema | undefined): void {
  if (typeof schema !== 'object') return;
  describeSchemas(document, schema.properties);
  for (const part of ['allOf', 'anyOf', 'oneOf', 'prefixItems'].flatMap((keyword) => listOf(schema[keyword])))
    describeInside(document, part);
  for (const keyword of ['items', 'additionalProperties']) describeInside(document, schema[keyword] as Schema | undefined);
}

function describeSchema(document: Document, schema: Schema): void {
  const whole = resolve(document, schema);
  const description = describe(whole);
  if (description !== '') schema.description = description;
  if (!('$ref' in schema)) return;
  for (const keyword of ['default', 'format']) if (keyword in whole) schema[keyword] = whole[keyword];
  copyExample(whole, schema);
}

function describeParameter(document: Document, parameter: Node): void {
  if (typeof parameter.schema !== 'object') return;
  const schema = resolve(document, parameter.schema as Schema);
  parameter.description = describe({ ...schema, description: parameter.description });
  if ('default' in schema) parameter.default = schema.default;
  copyExample(schema, parameter);
}

// One value of a scalar helps; an object's would fill the hover box.
function copyExample(from: Schema, to: Node): void {
  const [example] = listOf(from.examples) as unknown[];
  if (example !== undefined && typeof example !== 'object') to.example = example;
}

function describe(schema: Schema): string {
  const { description, 'x-enumDescriptions': values, 'x-dli-unit': unit } = schema;
  const facts = [
    range('Characters', schema.minLength, schema.maxLength),
    range('Range', schema.minimum, schema.maximum),
    range('Items', schema.minItems, schema.maxItems),
    schema.pattern && `Pattern: \`${schema.pattern}\`.`,
    unit && `Unit: ${unit}.`,
  ];
  const paragraphs = [
    String(description ?? '').trim(),
    Object.entries((values ?? {}) as Record<string, string>)
      .map(([value, meaning]) => `- \`${value}\`: ${meaning}`)
      .join('\n'),
    facts.filter(Boolean).join(' '),
  ];
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

function range(what: string, least: unknown, most: unknown): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `${what}: at least ${least}.`;
  return least === undefined ? `${what}: at most ${most}.` : `${what}: ${least} to ${most}.`;
}

function listOf(value: unknown): Node[] {
  return Array.isArray(value) ? (value as Node[]) : [];
}

function valuesOf(value: unknown): Node[] {
  return typeof value === 'object' && value !== null ? (Object.values(value) as Node[]) : [];
}
