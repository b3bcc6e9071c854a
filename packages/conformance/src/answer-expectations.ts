import { isDeepStrictEqual } from 'node:util';
import type { Document, Response as DocumentedResponse, Example, FlatSchema, Operation, Schema } from '@dli-openapi/openapi';
import { isNode, SchemaReader } from '@dli-openapi/openapi';
import type { Expectation } from './expectation.ts';
import { requestOf, requestViews, smallestInput } from './requests.ts';
import type { Validate } from './validator.ts';

/** The answers that a mock has to give, by what a document says of an operation: each named example, and the first of them unasked. */
export function answerExpectations(document: Document, operation: Operation): Expectation[] {
  const ask = asking(document, operation);
  const success = Object.keys(operation.responses).find((status) => status.startsWith('2'));
  const [first] = Object.values(operation.responses[String(success)]?.content?.examples ?? {});
  const unasked = { promise: `answers ${success} unasked`, request: ask(undefined) };
  return [
    ...(success === undefined ? [] : [{ ...unasked, about: [success], faultOf: givenAs(success, operation, first) }]),
    ...Object.entries(operation.responses).flatMap(([status, { content }]) =>
      Object.entries(content?.examples ?? {}).map(([name, example]) => ({
        promise: `hands over the answer ${status}/${name} as it is written`,
        about: [status, name],
        request: ask(`code=${status}, example=${name}`),
        faultOf: givenAs(status, operation, example),
      })),
    ),
  ];
}

/** The answers that a mock has to be able to make up: valid, and with every property that is described. They differ each time. */
export function generatedExpectations(
  document: Document,
  operation: Operation,
  validate: (schema: Schema) => Validate,
  reader = new SchemaReader(document),
): Expectation[] {
  const ask = asking(document, operation);
  return Object.entries(operation.responses).flatMap(([status, { content }]) => {
    if (!content) return [];
    const faultOf = async (answer: Response): Promise<string | undefined> => {
      if (answer.status !== Number(status)) return `it is answered ${answer.status}: ${await answer.text()}`;
      const value = await jsonOf(answer);
      const [fault] = [...validate(content.schema)(value), ...lacking(value, reader.flatten(content.schema, ''))];
      return fault;
    };
    return [{ promise: `makes up an answer ${status} that fits`, about: [status], request: ask(`code=${status}, dynamic=true`), faultOf }];
  });
}

function asking(document: Document, operation: Operation): (prefer: string | undefined) => Expectation['request'] {
  const input = smallestInput(requestViews(document, operation));
  return (prefer) => (baseUrl) => {
    const request = requestOf(operation, input, baseUrl);
    if (prefer !== undefined) request.headers.set('prefer', prefer);
    return request;
  };
}

function givenAs(status: string, { responses }: Operation, example: Example | undefined): Expectation['faultOf'] {
  return async (answer) => {
    if (answer.status !== Number(status)) return `it is answered ${answer.status}: ${await answer.text()}`;
    if (example && !isDeepStrictEqual(await jsonOf(answer), example.value)) return 'the answer is another';
    return missingHeader(answer, responses[status]);
  };
}

/** Undefined when it is not JSON. */
async function jsonOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    return undefined;
  }
}

function missingHeader({ headers }: Response, response: DocumentedResponse | undefined): string | undefined {
  const missing = Object.keys(response?.headers ?? {}).find((name) => !headers.has(name));
  return missing === undefined ? undefined : `the answer has no header ${missing}`;
}

/** The described properties that the objects in a value lack. */
function lacking(value: unknown, view: FlatSchema, pointer = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => (view.items ? lacking(item, view.items(), `${pointer}[]`) : []));
  if (!isNode(value)) return [];
  return [...view.properties].flatMap(([name, property]) =>
    name in value ? lacking(value[name], property(), `${pointer}.${name}`) : [`the answer has no ${pointer}.${name}`],
  );
}
