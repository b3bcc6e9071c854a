// openapi-typescript writes doc comments from `description`, `default` and `examples` of a node alone. What else a reader wants to
// see on hovering, behind references and in other keywords, is moved into these.
import type { Document, FlatSchema, Node, Schema } from '@dli-openapi/openapi';
import { getList, getNode, listOperations, listSubschemas, resolve } from '@dli-openapi/openapi';

/** Copies the document with a full description at every schema and parameter. */
export function addHoverDocs(document: Document): Document {
  const copy = structuredClone(document);
  const operations = listOperations(copy);
  const contents = operations.flatMap(({ requestBody, responses }) => [
    requestBody,
    ...Object.values(responses).map(({ content }) => content),
  ]);
  // Several operations may share a parameter or a response.
  for (const parameter of new Set(operations.flatMap(({ parameters }) => parameters.map(({ node }) => node)))) {
    describeParameter(document, parameter);
  }
  for (const schema of new Set(contents.map((content) => content?.schema ?? {}))) describeWithin(document, schema);
  for (const schema of Object.values(getNode(copy.components, 'schemas')) as Schema[]) {
    describeWithin(document, schema);
    describeSchema(document, schema);
  }
  return copy;
}

function describeWithin(document: Document, schema: Schema): void {
  for (const { keys, schema: part } of listSubschemas(schema)) {
    describeWithin(document, part);
    if (keys[0] === 'properties') describeSchema(document, part);
  }
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
  const [example] = getList(from, 'examples');
  if (example !== undefined && typeof example !== 'object') to.example = example;
}

/** Formats the doc comment of a field: description, values, limits, default and example. */
export function formatFieldDocs({ keywords, texts }: FlatSchema, description: unknown): string {
  const schema: Schema = Object.fromEntries([...keywords, ...texts].map(([word, { value }]) => [word, value]));
  const shown: Node = {};
  copyExample(schema, shown);
  const tags = Object.entries({ default: schema.default, example: shown.example }).filter(([, value]) => value !== undefined);
  return [describe({ ...schema, description }), ...tags.map(([tag, value]) => `@${tag} ${value}`)].join('\n');
}

function describe(schema: Schema): string {
  const { description, 'x-enumDescriptions': values, 'x-dli-unit': unit } = schema;
  const facts = [
    formatRange('Characters', schema.minLength, schema.maxLength),
    formatRange('Range', schema.minimum, schema.maximum),
    formatRange('Items', schema.minItems, schema.maxItems),
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

function formatRange(what: string, least: unknown, most: unknown): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `${what}: at least ${least}.`;
  return least === undefined ? `${what}: at most ${most}.` : `${what}: ${least} to ${most}.`;
}
