import type { Document, Node, Schema } from '@dli-openapi/openapi';
import { getList, isNode, joinPointer, listSubschemas, replaceAt, SchemaReader } from '@dli-openapi/openapi';
import { listReached } from './reached-schemas.ts';

/** Keywords of 3.1 that 3.0 lacks, and that only describe. */
const descriptive: ReadonlySet<string> = new Set(['examples', 'contentMediaType', 'contentSchema', 'contentEncoding']);
/** Keywords that mean the same in both. */
const kept: ReadonlySet<string> = new Set([
  ...['title', 'description', 'type', 'format', 'enum', 'default', 'deprecated', 'readOnly', 'writeOnly', 'nullable', 'example'],
  ...['minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems', 'uniqueItems', 'items'],
  ...['minProperties', 'maxProperties', 'required', 'properties', 'additionalProperties', 'allOf', 'oneOf', 'anyOf', 'not', '$ref'],
]);

/**
 * Writes a bundled document as OpenAPI 3.0.3, for programs that cannot read 3.1. A value is valid against both or against neither,
 * except that 3.0 says nothing of the JSON in a string.
 * @throws {Error} for a keyword that it cannot write in 3.0
 */
export function writeOpenApi30(document: Document): Document {
  const reader = new SchemaReader(document);
  const { info, jsonSchemaDialect: _, ...rest } = document;
  const { summary: _summary, license, ...about } = info as Node & { license: Node };

  const convertSchema = (schema: Schema, at: string): Schema => {
    const closed = schema.unevaluatedProperties === false ? mergeParts(reader, schema, at) : schema;
    const own = convertKeywords(closed, at);
    return listSubschemas(own).reduce(
      (whole, { keys, schema: part }) => replaceAt(whole, keys, convertSchema(part, joinPointer(at, ...keys))),
      own,
    );
  };
  const convert = (value: unknown, at: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => convert(item, joinPointer(at, index)));
    if (!isNode(value)) return value;
    const children = Object.entries(value).map(([key, child]) => {
      const where = joinPointer(at, key);
      if (key === 'schema' || at === '/components/schemas') return [key, convertSchema(child as Schema, where)];
      return [key, key === 'examples' || key.startsWith('x-') ? child : convert(child, where)];
    });
    return Object.fromEntries(children);
  };
  const written = convert(
    {
      ...rest,
      openapi: '3.0.3',
      info: { ...about, license: { name: license.name, url: `https://spdx.org/licenses/${license.identifier}.html` } },
    },
    '',
  ) as Document;
  return omitUnused(written);
}

/** Some schemas are used only by keywords that 3.0 lacks. */
function omitUnused(document: Document): Document {
  const { schemas = {}, ...components } = document.components;
  const used = listReached([document.paths, components], schemas);
  const entries = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...document, components: { ...components, schemas: Object.fromEntries(entries) } };
}

/** 3.0 can refuse unknown names only beside the list of all known ones. Parts with alternatives stay, for what those require. */
function mergeParts(reader: SchemaReader, schema: Schema, at: string): Schema {
  const { allOf: _, unevaluatedProperties: __, ...own } = schema;
  const flat = reader.flatten(schema, at);
  const { required, properties } = flat.base?.() ?? flat;
  const parts = (getList(schema, 'allOf') as Schema[]).filter((part, index) => reader.flatten(part, joinPointer(at, 'allOf', index)).base);
  return {
    ...own,
    type: 'object',
    ...(parts.length > 0 && { allOf: parts }),
    ...(required.size > 0 && { required: [...required.keys()] }),
    properties: Object.fromEntries([...flat.properties.keys()].map((name) => [name, properties.get(name)?.().node ?? {}])),
    additionalProperties: false,
  };
}

function convertKeywords(schema: Schema, at: string): Schema {
  const { type, const: value, examples, $ref, ...rest } = schema;
  const types = [type ?? []].flat();
  const [single = 'string'] = types.filter((name) => name !== 'null');
  const keywords = Object.entries(rest).filter(([word]) => !descriptive.has(word));
  const unknown = keywords.find(([word]) => !kept.has(word) && !word.startsWith('x-'));
  if (unknown) throw new Error(`${joinPointer(at, unknown[0])}: packages/authoring/src/openapi-3.0.ts cannot write this keyword in 3.0.`);
  const beside = {
    ...(types.length > 0 && { type: single }),
    ...(types.includes('null') && { nullable: true }),
    ...(types.length === 1 && types[0] === 'null' && { enum: [null] }),
    ...Object.fromEntries(keywords),
    ...('const' in schema && { enum: [value] }),
    ...(Array.isArray(examples) && { example: examples[0] }),
  };
  if ($ref === undefined) return beside;
  // 3.0 ignores what stands beside a reference.
  return Object.keys(beside).length === 0 ? { $ref } : { ...beside, allOf: [{ $ref }, ...((rest.allOf as Schema[]) ?? [])] };
}
