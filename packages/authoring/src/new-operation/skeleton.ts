// The files that an operation begins with. What is left to do in them says TODO, which lint looks for.
import type { Asked } from './asked.ts';

/** What the document has already. */
export interface Surroundings {
  /** The tag of the family. */
  tag: string;
  /** By a path parameter's name, the file under `spec/parameters` that describes it. */
  parameterFiles: ReadonlyMap<string, string>;
}

/** The text of each new file, by its path in the workspace. */
export function skeletonOf(asked: Asked, surroundings: Surroundings): Record<string, string> {
  const { operationId, family } = asked;
  const name = schemaName(asked);
  return {
    [`spec/operations/${family}/${operationId}.yaml`]: operation(asked, surroundings),
    ...(hasBody(asked) && {
      [`spec/schemas/${family}/${name}Request.yaml`]: schema('what the request holds', 'what could really be sent', true),
      [`spec/examples/${operationId}/request/minimal.yaml`]: example('what is sent, such as `Only what is required`'),
    }),
    [`spec/schemas/${family}/${name}Response.yaml`]: schema('what the answer tells', 'what could really be answered', false),
    [`spec/examples/${operationId}/succeeded.yaml`]: example('what has happened, such as `Started`'),
    [`spec/documented/${operationId}.jsonl`]: documented(asked),
    [handlerFile(asked)]: handler(asked),
  };
}

/** Where the operation's handler in the sandbox stands. */
export function handlerFile({ family, operationId }: Asked): string {
  return `packages/mock/src/sandbox/${family}/${kebab(operationId)}.ts`;
}

function operation(asked: Asked, { tag, parameterFiles }: Surroundings): string {
  const { operationId, path, family } = asked;
  const name = schemaName(asked);
  const parameters = parametersIn(path).map((parameter) => {
    const file = parameterFiles.get(parameter);
    return file === undefined ? ownParameter(parameter) : `  - $ref: ../../parameters/${file}\n`;
  });
  const shared = [
    '401 Unauthorized',
    '403 Forbidden',
    '404 NotFound',
    '429 TooManyRequests',
    '500 InternalServerError',
    '503 ServiceUnavailable',
  ];
  return `operationId: ${operationId}
summary: "TODO: what it does, such as \`List Flink jobs\`"
description: |
  TODO: what it does, in sentences of our own.
tags: [${tag}]
x-dli-doc-id: "TODO: its page's id, such as dli_02_0234; without a page, \`x-dli-source: sdk\` in place of this and of externalDocs"
externalDocs:
  description: The published page (Chinese)
  url: "TODO: the page's address, such as https://support.huaweicloud.com/api-dli/dli_02_0234.html"
${parameters.length > 0 ? `parameters:\n${parameters.join('')}` : ''}${hasBody(asked) ? requestBody(asked) : ''}responses:
  "200":
    description: "TODO: what the answer tells, as a sentence."
${answer(`schemas/${family}/${name}Response`, 'succeeded', `${operationId}/succeeded`)}  "400":
    description: The request is not valid, or the service refuses it.
${answer('schemas/common/ErrorBody', 'invalid_parameter', 'errors/invalid_parameter')}${shared
  .map((entry) => entry.split(' '))
  .map(([status, response]) => `  "${status}":\n    $ref: ../../responses/${response}.yaml\n`)
  .join('')}`;
}

function requestBody({ operationId, family, ...asked }: Asked): string {
  return `requestBody:
  required: true
  description: "TODO: what is sent, as a sentence; or delete requestBody and its two files."
  content:
    application/json:
      schema:
        $ref: ../../schemas/${family}/${schemaName({ operationId, family, ...asked })}Request.yaml
      examples:
        minimal:
          $ref: ../../examples/${operationId}/request/minimal.yaml
`;
}

function answer(schemaPath: string, exampleName: string, examplePath: string): string {
  return `    headers:
      X-Request-Id:
        $ref: ../../headers/RequestId.yaml
    content:
      application/json:
        schema:
          $ref: ../../${schemaPath}.yaml
        examples:
          ${exampleName}:
            $ref: ../../examples/${examplePath}.yaml
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

function schema(what: string, sample: string, isClosed: boolean): string {
  return `description: "TODO: ${what}, as a sentence."
type: object
# TODO: its fields, each with description, type and examples; and \`required\`, where some are.
properties: {}
${isClosed ? 'unevaluatedProperties: false\n' : ''}examples:
  - {} # TODO: ${sample}
`;
}

function example(what: string): string {
  return `summary: "TODO: ${what}"
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
