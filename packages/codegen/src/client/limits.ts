// The limits of every input and of JSON in strings, for the client's validator.
import type { Document, FlatSchema, Operation, Schema } from '@dli-openapi/openapi';
import { getKeyword, isExclusive, listOperations, listTypes, SchemaReader } from '@dli-openapi/openapi';
import { listInputFields } from './input.ts';

/** As `src/rules.ts` of the client declares it. */
interface Rule {
  type?: unknown;
  properties?: Record<string, Rule>;
  required?: string[];
  closed?: true;
  oneOf?: Rule[][];
  anyOf?: Rule[][];
  [keyword: string]: unknown;
}

/** Writes the module with the rule of every operation's input. */
export function writeLimits(document: Document): string {
  const rules = listOperations(document).map(
    (operation) => `  ${operation.operationId}: ${JSON.stringify(readInputRule(document, operation))},\n`,
  );
  return `import type { Rule } from '../rules.ts';

/** What the document says of each operation's input. */
export const limits: Readonly<Record<string, Rule>> = {\n${rules.join('')}};\n`;
}

function readInputRule(document: Document, operation: Operation): Rule {
  const { parameters, requestBody } = operation;
  const reader = new SchemaReader(document);
  const body = requestBody ? readRule(reader, reader.flattenIn(requestBody)) : {};
  const parameterRules = parameters.map((parameter) => [parameter.name, readRule(reader, reader.flattenIn(parameter))] as const);
  const fields = listInputFields(document, operation);
  const known = { ...body.properties, ...Object.fromEntries(parameterRules) };
  // Fields that are not known are for the client itself to refuse, and those of variants only for their rules.
  return tidyRule({
    type: 'object',
    properties: Object.fromEntries(fields.flatMap(({ name }) => (known[name] ? [[name, known[name]]] : []))),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    oneOf: body.oneOf,
    anyOf: body.anyOf,
  });
}

const kept = ['enum', 'const', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems'];

/** Reads a schema as a rule, without descriptions. */
export function readRule(reader: SchemaReader, schema: FlatSchema): Rule {
  const own = schema.base?.() ?? schema;
  const { items, content, additional, closed } = own;
  const read = (child: FlatSchema) => readRule(reader, child);
  const not = own.keywords.get('not');
  const types = listTypes(own).map((type) => (type === 'integer' && getKeyword(own, 'format') === 'int64' ? 'int64' : type));
  return tidyRule({
    ...Object.fromEntries(kept.map((keyword) => [keyword, getKeyword(own, keyword)])),
    required: [...own.required.keys()],
    title: getKeyword(own, 'title'),
    type: types.length > 0 && own.nullable ? [...types, 'null'] : types,
    properties: Object.fromEntries([...own.properties].map(([name, property]) => [name, read(property())])),
    items: items && read(items()),
    not: not && read(reader.flatten(not.value as Schema, not.at)),
    json: content && read(content()),
    values: additional && read(additional()),
    closed: closed && true,
    oneOf: schema.choices.filter(isExclusive).map((choice) => choice.map(read)),
    anyOf: schema.choices.filter((choice) => !isExclusive(choice)).map((choice) => choice.map(read)),
  });
}

// Drops empty keywords, and writes a list of one type as that type.
function tidyRule(rule: Record<string, unknown>): Rule {
  const type = Array.isArray(rule.type) && rule.type.length === 1 ? rule.type[0] : rule.type;
  const isStated = ([, value]: [string, unknown]) =>
    value !== undefined && (typeof value !== 'object' || Object.keys(value as object).length > 0);
  return Object.fromEntries(Object.entries({ ...rule, type }).filter(isStated));
}
