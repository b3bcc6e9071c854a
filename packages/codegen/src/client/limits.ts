// The documented limits of every input and of JSON in strings, in few words, for the client's validator.
import type { Document, Operation, Schema } from '@dli-openapi/openapi';
import { listOperations, resolve } from '@dli-openapi/openapi';
import { inputFieldsOf } from './input.ts';

/** What `src/validation/rule.ts` describes. */
interface Rule {
  type?: unknown;
  properties?: Record<string, Rule>;
  required?: string[];
  closed?: true;
  choices?: Rule[][];
  [keyword: string]: unknown;
}

/** The module with the rule of every operation's input. */
export function limitsModule(document: Document): string {
  const rules = listOperations(document).map(
    (operation) => `  ${operation.operationId}: ${JSON.stringify(inputRule(document, operation))},\n`,
  );
  return `import type { Rule } from '../validation/rule.ts';

/** What the document says of each operation's input. */
export const limits: Readonly<Record<string, Rule>> = {\n${rules.join('')}};\n`;
}

function inputRule(document: Document, operation: Operation): Rule {
  const { parameters, requestBody } = operation;
  const body = requestBody ? ruleOf(document, requestBody.schema) : {};
  const ofParameters = parameters.map(({ name, schema }) => [name, ruleOf(document, schema)] as const);
  const fields = inputFieldsOf(document, operation);
  const known = { ...body.properties, ...Object.fromEntries(ofParameters) };
  // Fields that are not known are for the client itself to refuse.
  return tidy({
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name }) => [name, known[name] ?? {}])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    choices: body.choices,
  });
}

const kept = ['enum', 'const', 'minLength', 'maxLength', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems', 'required', 'title'];

/** A schema as a rule: references followed, parts of an `allOf` made one, all that only describes left out. */
export function ruleOf(document: Document, schema: Schema): Rule {
  const whole = resolve(document, schema);
  const {
    type,
    format,
    properties = {},
    items,
    not,
    contentSchema,
    oneOf,
    allOf = [],
    additionalProperties,
    unevaluatedProperties,
  } = whole;
  const rule = (child: unknown) => ruleOf(document, child as Schema);
  const parts = (allOf as Schema[]).map(rule);
  const own = tidy({
    ...Object.fromEntries(kept.filter((keyword) => keyword in whole).map((keyword) => [keyword, whole[keyword]])),
    type: format === 'int64' ? [type].flat().map((name) => (name === 'integer' ? 'int64' : name)) : type,
    properties: Object.fromEntries(Object.entries(properties as object).map(([name, child]) => [name, rule(child)])),
    items: items && rule(items),
    not: not && rule(not),
    json: contentSchema && rule(contentSchema),
    values: typeof additionalProperties === 'object' ? rule(additionalProperties) : undefined,
    closed: additionalProperties === false || unevaluatedProperties === false ? true : undefined,
    choices: oneOf && [(oneOf as Schema[]).map(rule)],
  });
  return tidy({
    ...Object.assign({}, ...parts),
    ...own,
    properties: Object.assign({}, ...[...parts, own].map((part) => part.properties)),
    required: [...new Set([...parts, own].flatMap((part) => part.required ?? []))],
    choices: [...parts, own].flatMap((part) => part.choices ?? []),
  });
}

// Without what says nothing, and a list of one type as that type.
function tidy(rule: Record<string, unknown>): Rule {
  const type = Array.isArray(rule.type) && rule.type.length === 1 ? rule.type[0] : rule.type;
  const says = ([, value]: [string, unknown]) =>
    value !== undefined && (typeof value !== 'object' || Object.keys(value as object).length > 0);
  return Object.fromEntries(Object.entries({ ...rule, type }).filter(says));
}
