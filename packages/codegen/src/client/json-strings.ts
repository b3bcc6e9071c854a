// Functions for JSON that is carried in strings, from every `contentSchema` of the document.
import type { Document, Schema } from '@dli-openapi/openapi';
import { listOperations, resolve } from '@dli-openapi/openapi';
import { docComment } from './doc-comment.ts';
import { DocumentProblem } from './document-problem.ts';
import { inputFieldsOf } from './input.ts';
import { ruleOf } from './limits.ts';

/** A field whose string holds JSON. */
interface JsonField {
  name: string;
  content: Schema;
  /** The name of the content's schema, if it has one of its own. */
  schemaName: string | undefined;
}

/**
 * The module with a function that reads each kind of JSON, and one that writes it for each field of a request.
 * @throws {DocumentProblem} when two fields of one name hold different JSON
 */
export function jsonStringsModule(document: Document): string {
  const written = distinct(writtenFields(document));
  const read = distinct(fieldsWithin(Object.values(document.components.schemas ?? {}) as Schema[]));
  const named = new Map([...read, ...written].flatMap((field) => (field.schemaName ? [[field.schemaName, field] as const] : [])));
  const imports = [
    "import { readJson, writeJson } from '../json/json-string.ts';",
    "import type { Rule } from '../validation/rule.ts';",
    "import type { components } from './schema.ts';",
  ];
  const parts = [
    imports.join('\n'),
    ...[...named.values()].map((field) => readerOf(document, field)),
    ...written.map((field) => writerOf(document, field)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function readerOf(document: Document, { name, content, schemaName = '' }: JsonField): string {
  const { description } = resolve(document, content);
  return `const ${ruleNameOf(schemaName)}: Rule = ${JSON.stringify(ruleOf(document, content))};

${docComment(`${description}`)}
export type ${schemaName} = components['schemas']['${schemaName}'];

${docComment(`Reads the JSON that the field \`${name}\` holds. Fields that are not described come too.
@throws {DliJsonError} when the string does not hold JSON, or other JSON than is described`)}
export function parse${schemaName}(text: string): ${schemaName} {
  return readJson('${name}', ${ruleNameOf(schemaName)}, text) as ${schemaName};
}`;
}

function writerOf(document: Document, { name, content, schemaName }: JsonField): string {
  const type = schemaName ?? 'Record<string, unknown>';
  const rule = schemaName === undefined ? JSON.stringify(ruleOf(document, content)) : ruleNameOf(schemaName);
  return `${docComment(`Writes the JSON that the field \`${name}\` of a request holds.
@throws {DliJsonError} when the value is not what is described, or has a field that is not`)}
export function ${camelCase(name)}(value: ${type}): string {
  return writeJson('${name}', ${rule}, value);
}`;
}

function writtenFields(document: Document): JsonField[] {
  return listOperations(document).flatMap((operation) => {
    const names = new Set(inputFieldsOf(document, operation).map(({ name }) => name));
    const fields = operation.requestBody ? fieldsOfObject(document, operation.requestBody.schema) : [];
    return fields.filter(({ name }) => names.has(name));
  });
}

function fieldsOfObject(document: Document, schema: Schema): JsonField[] {
  const { properties = {}, allOf = [] } = resolve(document, schema) as { properties?: Record<string, Schema>; allOf?: Schema[] };
  const own = Object.entries(properties).map(([name, property]) => jsonField(name, resolve(document, property)));
  return [...own.filter((field) => field !== undefined), ...allOf.flatMap((part) => fieldsOfObject(document, part))];
}

// Wherever they are in the components: references need not be followed.
function fieldsWithin(schemas: Schema[]): JsonField[] {
  return schemas.flatMap(({ properties = {}, items, allOf = [] }) => {
    const own = Object.entries(properties as Record<string, Schema>);
    const fields = own.map(([name, property]) => jsonField(name, property)).filter((field) => field !== undefined);
    const parts = [...own.map(([, property]) => property), ...(allOf as Schema[]), ...(items ? [items as Schema] : [])];
    return [...fields, ...fieldsWithin(parts)];
  });
}

function jsonField(name: string, { contentSchema }: Schema): JsonField | undefined {
  if (contentSchema === undefined) return undefined;
  const { $ref } = contentSchema as { $ref?: string };
  return { name, content: contentSchema as Schema, schemaName: $ref?.replace('#/components/schemas/', '') };
}

function distinct(fields: JsonField[]): JsonField[] {
  const byName = new Map<string, JsonField>();
  for (const field of fields) {
    const other = byName.get(field.name) ?? field;
    if (JSON.stringify(other.content) !== JSON.stringify(field.content)) {
      throw new DocumentProblem(`Two fields named "${field.name}" hold different JSON, so that one function cannot write both.`);
    }
    byName.set(field.name, other);
  }
  return [...byName.values()];
}

function ruleNameOf(schemaName: string): string {
  return `${schemaName.charAt(0).toLowerCase()}${schemaName.slice(1)}`;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
