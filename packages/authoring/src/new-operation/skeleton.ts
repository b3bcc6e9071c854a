// The files that an operation begins with. What is left to do in them says TODO, which lint looks for.
import type { Asked } from './asked.ts';

/** What the document has already. */
export interface Surroundings {
  /** The tag of the family. */
  tag: string;
  /** By a path parameter's name, the entry of `spec/common.yaml` that describes it; undefined where every operation has it. */
  parameters: ReadonlyMap<string, string | undefined>;
}

/** The text of each new file, by its path in the workspace. */
export function skeletonOf(asked: Asked, surroundings: Surroundings): Record<string, string> {
  const { operationId, family } = asked;
  return {
    [`spec/operations/${family}/${operationId}.yaml`]: operation(asked, surroundings),
    [`spec/schemas/${family}/${operationId}.yaml`]: schemas(asked),
    [`spec/examples/${operationId}.yaml`]: examples(asked),
    [`spec/documented/${operationId}.jsonl`]: documented(asked),
    [handlerFile(asked)]: handler(asked),
  };
}

/** Where the operation's handler in the sandbox stands. */
export function handlerFile({ family, operationId }: Asked): string {
  return `packages/mock/src/sandbox/${family}/${kebab(operationId)}.ts`;
}

function operation(asked: Asked, { tag, parameters }: Surroundings): string {
  const { operationId, path, family } = asked;
  const own = parametersIn(path).flatMap((parameter) => {
    if (!parameters.has(parameter)) return [ownParameter(parameter)];
    const entry = parameters.get(parameter);
    return entry === undefined ? [] : [`  - $ref: ../../common.yaml#/parameters/${entry}\n`];
  });
  return `operationId: ${operationId}
summary: "TODO: what it does, such as \`List Flink jobs\`"
description: |
  TODO: what it does, in sentences of our own.
tags: [${tag}]
x-dli-doc-id: "TODO: its page's id, such as dli_02_0234; without a page, \`x-dli-source: sdk\` in its place"
${own.length > 0 ? `parameters:\n${own.join('')}` : ''}${hasBody(asked) ? requestBody(asked) : ''}responses:
  "200":
    description: "TODO: what the answer tells, as a sentence."
    content:
      application/json:
        schema: { $ref: ../../schemas/${family}/${operationId}.yaml#/${schemaName(asked)}Response }
`;
}

function requestBody(asked: Asked): string {
  return `requestBody:
  required: true
  description: "TODO: what is sent, as a sentence; or delete requestBody, its schema and its examples."
  content:
    application/json:
      schema: { $ref: ../../schemas/${asked.family}/${asked.operationId}.yaml#/${schemaName(asked)}Request }
`;
}

function ownParameter(name: string): string {
  return `  - name: ${name}
    in: path
    required: true
    description: "TODO: what it names, as a sentence."
    schema:
      type: string # TODO: as on the page, one of string, integer, …
      examples: ["TODO: one that could be real"]
`;
}

function schemas(asked: Asked): string {
  const name = schemaName(asked);
  const request = schema(`${name}Request`, 'what the request holds', true);
  return `${hasBody(asked) ? request : ''}${schema(`${name}Response`, 'what the answer tells', false)}`;
}

function schema(name: string, what: string, isClosed: boolean): string {
  return `${name}:
  description: "TODO: ${what}, as a sentence."
  type: object
  # TODO: its fields, each with description and type; and \`required\`, where some are.
  properties: {}
${isClosed ? '  unevaluatedProperties: false\n' : ''}`;
}

function examples(asked: Asked): string {
  const request = example('request', 'minimal', 'what is sent, such as `Only what is required`');
  return `${hasBody(asked) ? request : ''}${example('"200"', 'succeeded', 'what has happened, such as `Started`')}`;
}

function example(key: string, name: string, what: string): string {
  return `${key}:
  ${name}:
    summary: "TODO: ${what}"
    value: {} # TODO: the whole body
`;
}

function documented({ operationId, method, path }: Asked): string {
  const sources = ['TODO: the same'];
  const lines = [
    { operation: operationId, method, path },
    {
      page: 'TODO: who says it, one of the sources in packages/authoring/src/schemas/documented.schema.json',
      docId: "TODO: the page's id; without a page, delete this field",
      statuses: ['TODO: each status, such as "200", that the page names'],
      errorCodes: [],
    },
    ...parametersIn(path).map((name) => ({ at: `path.${name}`, required: true, type: 'TODO: string, integer, long, …', sources })),
    { at: 'TODO: one such line for each other row of the tables', sources },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function handler({ operationId }: Asked): string {
  return `import type { OperationHandler } from '../handler.ts';

// TODO: look at the project or change it, give the body of the answer, and throw a Refusal where DLI would refuse.
// What is there to do it with: path, query, body, project, world, now.
export const ${operationId}: OperationHandler<'${operationId}'> = ({ operation }) => {
  throw new Error(\`The sandbox cannot do \${operation.operationId} yet.\`);
};
`;
}

function hasBody({ method }: Asked): boolean {
  return method === 'post' || method === 'put' || method === 'patch';
}

function schemaName({ operationId }: Asked): string {
  return operationId.charAt(0).toUpperCase() + operationId.slice(1);
}

function kebab(operationId: string): string {
  return operationId.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function parametersIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}
