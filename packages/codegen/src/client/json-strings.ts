// Functions for JSON that is carried in strings, from every `contentSchema` of the document.
import type { Document, FlatSchema, Pointer, Schema } from '@dli-openapi/openapi';
import { getKeyword, joinPointer, listOperations, listSubschemas, parsePointer, SchemaReader } from '@dli-openapi/openapi';
import { formatDocComment } from './doc-comment.ts';
import { DocumentProblem } from './document-problem.ts';
import { listInputFields } from './input.ts';
import { readRule } from './limits.ts';

/** A field whose string holds JSON. */
interface JsonField {
  name: string;
  content: FlatSchema;
  /** The name of the content's schema, if it has one of its own. */
  schemaName: string | undefined;
  rule: string;
}

/**
 * The module with a function that reads each kind of JSON, and one that writes it for each field of a request.
 * @throws {DocumentProblem} when two fields of one name hold different JSON
 */
export function jsonStringsModule(document: Document): string {
  const reader = new SchemaReader(document);
  const written = dropRepeated(listWrittenFields(reader, document));
  const components = Object.entries(document.components.schemas ?? {});
  const read = dropRepeated(
    components.flatMap(([name, schema]) => listFieldsWithin(reader, schema, joinPointer('/components/schemas', name))),
  );
  const named = new Map([...read, ...written].flatMap((field) => (field.schemaName ? [[field.schemaName, field] as const] : [])));
  const imports = [
    "import { readJson, writeJson } from '../json/json-string.ts';",
    "import type { Rule } from '../validation/rule.ts';",
    "import type { components } from './schema.ts';",
  ];
  const parts = [imports.join('\n'), ...[...named.values()].map(writeReader), ...written.map(writeWriter)];
  return `${parts.join('\n\n')}\n`;
}

function writeReader({ name, content, schemaName = '', rule }: JsonField): string {
  return `const ${formatRuleName(schemaName)}: Rule = ${rule};

${formatDocComment(`${getKeyword(content, 'description')}`)}
export type ${schemaName} = components['schemas']['${schemaName}'];

${formatDocComment(`Reads the JSON that the field \`${name}\` holds. Fields that are not described come too.
@throws {DliJsonError} when the string does not hold JSON, or other JSON than is described`)}
export function parse${schemaName}(text: string): ${schemaName} {
  return readJson('${name}', ${formatRuleName(schemaName)}, text) as ${schemaName};
}`;
}

function writeWriter({ name, schemaName, rule }: JsonField): string {
  const type = schemaName ?? 'Record<string, unknown>';
  return `${formatDocComment(`Writes the JSON that the field \`${name}\` of a request holds.
@throws {DliJsonError} when the value is not what is described, or has a field that is not`)}
export function ${toCamelCase(name)}(value: ${type}): string {
  return writeJson('${name}', ${schemaName === undefined ? rule : formatRuleName(schemaName)}, value);
}`;
}

function listWrittenFields(reader: SchemaReader, document: Document): JsonField[] {
  return listOperations(document).flatMap((operation) => {
    const names = new Set(listInputFields(document, operation).map(({ name }) => name));
    const properties = operation.requestBody ? [...reader.flattenIn(operation.requestBody).properties] : [];
    return properties.filter(([name]) => names.has(name)).flatMap(([name, property]) => readJsonField(reader, name, property()));
  });
}

/** Wherever they are in a schema of the components: no reference need be followed. */
function listFieldsWithin(reader: SchemaReader, schema: Schema, at: Pointer): JsonField[] {
  return listSubschemas(schema).flatMap(({ keys, schema: part }) => {
    const [word, name] = keys;
    const place = joinPointer(at, ...keys);
    const isField = word === 'properties' && part.contentSchema !== undefined;
    return [...(isField ? readJsonField(reader, String(name), reader.flatten(part, place)) : []), ...listFieldsWithin(reader, part, place)];
  });
}

function readJsonField(reader: SchemaReader, name: string, field: FlatSchema): JsonField[] {
  const content = field.content?.();
  if (!content) return [];
  const { $ref } = content.node;
  const schemaName = typeof $ref === 'string' ? parsePointer($ref).at(-1) : undefined;
  return [{ name, content, schemaName, rule: JSON.stringify(readRule(reader, content)) }];
}

function dropRepeated(fields: JsonField[]): JsonField[] {
  const byName = new Map<string, JsonField>();
  for (const field of fields) {
    const other = byName.get(field.name) ?? field;
    if (JSON.stringify(other.content.node) !== JSON.stringify(field.content.node)) {
      throw new DocumentProblem(`Two fields named "${field.name}" hold different JSON, so that one function cannot write both.`);
    }
    byName.set(field.name, other);
  }
  return [...byName.values()];
}

function formatRuleName(schemaName: string): string {
  return `${schemaName.charAt(0).toLowerCase()}${schemaName.slice(1)}`;
}

function toCamelCase(name: string): string {
  return name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
