// Prism builds the answers that the document does not spell out. Everything around that is the mock's own.
import type { IHttpOperationConfig } from '@stoplight/prism-http';
import type { Operation } from '../document/operations.ts';
import type { Schemas } from '../document/schemas.ts';
import { MockError } from '../errors.ts';
import { formatReference } from '../generated/openapi/index.ts';
import type { Engine, EngineAnswer } from './examples.ts';
import type { Choice } from './preference.ts';

type Prism = typeof import('@stoplight/prism-http');
type Instance = ReturnType<Prism['createInstance']>;
type Components = Parameters<Prism['createInstance']>[1];
type PrismOperation = Awaited<ReturnType<Prism['getHttpOperationsFromSpec']>>[number];
type PrismRequest = Parameters<Instance['request']>[0];

const attempts = 20;

/**
 * Prism, as an engine. It is loaded when it is first asked, which takes most of a second.
 * What it generates is checked, and generated again until it fits its schema.
 * @param text the document as JSON: Prism changes what it is given, so it gets a copy
 */
export function createPrism(text: string, schemas: Schemas): Engine {
  let loading: Promise<Loaded> | undefined;

  return {
    async answer(operation, choice) {
      loading ??= loadPrism(text);
      const loaded = await loading;
      const { headers, body } = await ask(loaded, operation, { ...choice, dynamic: false });
      return builtAnswer(headers, choice.example === undefined ? await generate(loaded, schemas, operation, choice) : body);
    },
  };
}

function builtAnswer(headers: EngineAnswer['headers'], body: unknown): EngineAnswer {
  return { headers, body, text: body === undefined ? undefined : JSON.stringify(body) };
}

interface Loaded {
  instance: Instance;
  operations: Map<string, PrismOperation>;
}

async function loadPrism(text: string): Promise<Loaded> {
  const { createInstance, getHttpOperationsFromSpec } = await import('@stoplight/prism-http').catch(refuseWithoutPrism);
  try {
    const operations = await getHttpOperationsFromSpec(JSON.parse(text));
    return {
      // The operation is already found, so Prism's own router is replaced by one that takes what it is given.
      instance: createInstance(config({ dynamic: false }), { logger: silent, route: ({ resources }) => taken(resources) } as Components),
      operations: new Map(operations.map((operation) => [key(operation.method, operation.path), withoutCallbacks(operation)])),
    };
  } catch (error) {
    throw new MockError(`Prism cannot read the document: ${(error as Error).message}`);
  }
}

/** Prism is an optional peer dependency. */
function refuseWithoutPrism(error: Error): never {
  const [reason] = error.message.split('\n');
  throw new MockError(
    `This response has to be made up, at least in part, which takes Prism. It cannot be loaded: ${reason}. Install it: npm install --save-dev @stoplight/prism-http@5`,
  );
}

function taken([operation]: PrismOperation[]) {
  return { _tag: 'Right', right: operation };
}

/** Prism would call out to the addresses that an operation's callbacks name. */
function withoutCallbacks({ callbacks: _, ...operation }: PrismOperation): PrismOperation {
  return operation;
}

function key(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}

async function generate(loaded: Loaded, schemas: Schemas, operation: Operation, { status }: Choice): Promise<unknown> {
  const schema = operation.responses.get(status)?.schema;
  if (schema === undefined) return undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { body } = await ask(loaded, operation, { status, example: undefined, dynamic: true });
    if (schemas.errors(schema, body, { stopAtFirst: true }).length === 0) return body;
  }
  throw new MockError(`Nothing that fits ${formatReference(schema.at)} could be generated in ${attempts} attempts.`);
}

interface Wish extends Pick<Choice, 'status' | 'example'> {
  dynamic: boolean;
}

async function ask({ instance, operations }: Loaded, operation: Operation, wish: Wish): Promise<Pick<EngineAnswer, 'headers' | 'body'>> {
  const resource = operations.get(key(operation.method, operation.path));
  if (resource === undefined) throw new MockError(`Prism does not know ${operation.method} ${operation.path}.`);
  const request: PrismRequest = { method: resource.method as PrismRequest['method'], url: { path: operation.path } };
  const mock = { code: wish.status, dynamic: wish.dynamic, ...(wish.example !== undefined && { exampleKey: wish.example }) };
  const result = await instance.request(request, [resource], config(mock))();
  if (result._tag === 'Left') throw new MockError(`Prism has no answer for ${operation.operationId}: ${result.left.message}`);
  const { headers = {}, body } = result.right.output;
  return { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])), body };
}

/** A new one for each call: Prism changes the one that it is given, and reads a request's Accept unless told the media types. */
function config(mock: IHttpOperationConfig): Parameters<Prism['createInstance']>[0] {
  return {
    isProxy: false,
    checkSecurity: false,
    validateRequest: false,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
    mock: { ...mock, mediaTypes: ['application/json'] },
  };
}

const nothing = () => {};
const silent = {
  level: 'silent',
  fatal: nothing,
  error: nothing,
  warn: nothing,
  info: nothing,
  debug: nothing,
  trace: nothing,
  success: nothing,
  child: () => silent,
};
