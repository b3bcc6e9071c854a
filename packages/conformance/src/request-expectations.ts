import type { Document, Operation } from '@dli-openapi/openapi';
import { brokenInputs } from './broken-inputs.ts';
import type { ChosenInput } from './chosen-inputs.ts';
import { edgeInputs } from './edge-inputs.ts';
import type { Expectation } from './expectation.ts';
import type { Input } from './requests.ts';
import { requestOf, requestViews, smallestInput } from './requests.ts';

/** What a mock has to take, what it has to refuse, and whom it has to let in, by what a document says of an operation. */
export function requestExpectations(document: Document, operation: Operation): Expectation[] {
  const views = requestViews(document, operation);
  const smallest = smallestInput(views);
  const missing = views.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name }) => ({ pointer: `query.${name}`, rule: 'required', input: withoutQuery(smallest, name) }));
  const missingBody = operation.requestBody?.required
    ? [{ pointer: 'body', rule: 'required', input: { ...smallest, body: undefined } }]
    : [];
  return [
    { ...taken(operation, smallest), promise: 'takes the smallest valid request', about: [] },
    ...edgeInputs(views).map((edge) => ({
      ...taken(operation, edge.input),
      promise: `takes ${edge.pointer} at the edge of ${edge.rule}`,
      about: namesIn(edge.pointer),
    })),
    ...[...brokenInputs(views), ...missing, ...missingBody].map((broken) => refused(operation, broken)),
    ...admitted(operation, smallest),
  ];
}

function withoutQuery(input: Input, name: string): Input {
  const { [name]: _gone, ...query } = input.query;
  return { ...input, query };
}

/** `body.tags[0].key` is about `body`, `tags` and `key`. */
function namesIn(pointer: string): string[] {
  return pointer.split(/\.|\[\d+\]\.?/).filter((name) => name !== '');
}

function taken(operation: Operation, input: Input): Pick<Expectation, 'request' | 'faultOf'> {
  return {
    request: (baseUrl) => requestOf(operation, input, baseUrl),
    faultOf: async (answer) => (answer.ok ? undefined : `it is answered ${answer.status}: ${await answer.text()}`),
  };
}

function refused(operation: Operation, { pointer, rule, input, variant }: ChosenInput): Expectation {
  const named = variant ? 'body' : pointer;
  return {
    promise: `refuses ${pointer} when it breaks ${rule}, and says where`,
    about: namesIn(pointer),
    request: (baseUrl) => requestOf(operation, input, baseUrl),
    faultOf: async (answer) => {
      if (answer.status !== 400) return `it is answered ${answer.status}`;
      const { error_code, error_msg } = (await answer.json()) as { error_code?: unknown; error_msg?: unknown };
      return error_code === 'DLI.0001' && String(error_msg).includes(named) ? undefined : `the answer says ${error_code}: ${error_msg}`;
    },
  };
}

const credentials: Record<string, string> = {
  'x-auth-token': 'token',
  authorization: 'SDK-HMAC-SHA256 Access=key, SignedHeaders=x-sdk-date, Signature=0',
};

function admitted(operation: Operation, input: Input): Expectation[] {
  const request = (headers: Record<string, string>) => (baseUrl?: string) => {
    const bare = requestOf(operation, input, baseUrl);
    bare.headers.delete('x-auth-token');
    for (const [name, value] of Object.entries(headers)) bare.headers.set(name, value);
    return bare;
  };
  const stranger: Expectation = {
    promise: 'asks who is calling',
    about: ['security'],
    request: request({}),
    faultOf: async ({ status }) => (status === 401 ? undefined : `it is answered ${status}`),
  };
  return [
    stranger,
    ...Object.entries(credentials).map(([name, value]) => ({
      promise: `lets in who sends ${name}`,
      about: ['security', 'securitySchemes'],
      request: request({ [name]: value }),
      faultOf: taken(operation, input).faultOf,
    })),
  ];
}
