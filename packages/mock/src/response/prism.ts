// Prism makes up the responses that the document does not spell out.
import type { IHttpOperationConfig } from '@stoplight/prism-http';
import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import { formatReference } from '../generated/openapi/index.ts';
import { MockError } from '../mock-error.ts';
import type { Choice } from './preference.ts';

/** A response as the document has it. Not to be changed: others get the same. */
export interface BuiltResponse {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as JSON; undefined where the response has none. */
  readonly text: string | undefined;
}

type Prism = typeof import('@stoplight/prism-http');
type Instance = ReturnType<Prism['createInstance']>;
type Components = Parameters<Prism['createInstance']>[1];
type PrismOperation = Awaited<ReturnType<Prism['getHttpOperationsFromSpec']>>[number];
type PrismRequest = Parameters<Instance['request']>[0];

interface Loaded {
  instance: Instance;
  operations: Map<string, PrismOperation>;
}

const attempts = 20;
const loadedByDocument = new WeakMap<LoadedDocument, Promise<Loaded>>();

/**
 * Has Prism build a response. It is loaded when it is first needed, which takes most of a second. What it generates is checked, and
 * generated again until it fits its schema.
 * @throws {MockError} when Prism is not installed, cannot read the document, or generates nothing that fits it
 */
export async function buildWithPrism(document: LoadedDocument, operation: Operation, choice: Choice): Promise<BuiltResponse> {
  const loading = loadedByDocument.get(document) ?? loadPrism(document);
  loadedByDocument.set(document, loading);
  const loaded = await loading;
  const { headers, body } = await callPrism(loaded, operation, { ...choice, dynamic: false });
  const made = choice.example === undefined ? await generate(document, loaded, operation, choice.status) : body;
  return { headers, text: made === undefined ? undefined : JSON.stringify(made) };
}

async function loadPrism({ document }: LoadedDocument): Promise<Loaded> {
  const { createInstance, getHttpOperationsFromSpec } = await import('@stoplight/prism-http').catch(reportMissingPrism);
  try {
    // It changes what it is given.
    const operations = await getHttpOperationsFromSpec(structuredClone(document));
    return {
      // The operation is already found, so Prism's own router is replaced by one that takes what it is given.
      instance: createInstance(createConfig({ dynamic: false }), { logger: silent, route: takeOnlyResource } as Components),
      operations: new Map(operations.map((operation) => [getKey(operation), omitCallbacks(operation)])),
    };
  } catch (error) {
    throw new MockError(`Prism cannot read the document: ${(error as Error).message}`);
  }
}

/** Prism is an optional peer dependency. */
function reportMissingPrism(error: Error): never {
  const [reason] = error.message.split('\n');
  throw new MockError(
    `This response has to be made up, at least in part, which takes Prism. It cannot be loaded: ${reason}. Install it: npm install --save-dev @stoplight/prism-http@5`,
  );
}

function takeOnlyResource({ resources: [operation] }: { resources: PrismOperation[] }) {
  return { _tag: 'Right', right: operation };
}

/** Prism would call out to the addresses that an operation's callbacks name. */
function omitCallbacks({ callbacks: _, ...operation }: PrismOperation): PrismOperation {
  return operation;
}

function getKey({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path}`;
}

async function generate({ schemas }: LoadedDocument, loaded: Loaded, operation: Operation, status: number): Promise<unknown> {
  const schema = operation.responses.get(status)?.schema;
  if (schema === undefined) return undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { body } = await callPrism(loaded, operation, { status, example: undefined, dynamic: true });
    if (schemas.listErrors(schema, body, { stopAtFirst: true }).length === 0) return body;
  }
  throw new MockError(`Nothing that fits ${formatReference(schema.at)} could be generated in ${attempts} attempts.`);
}

async function callPrism(
  { instance, operations }: Loaded,
  operation: Operation,
  { status, example, dynamic }: Pick<Choice, 'status' | 'example'> & { dynamic: boolean },
): Promise<{ headers: Record<string, string>; body: unknown }> {
  const resource = operations.get(getKey(operation));
  if (resource === undefined) throw new MockError(`Prism does not know ${operation.method} ${operation.path}.`);
  const request: PrismRequest = { method: resource.method as PrismRequest['method'], url: { path: operation.path } };
  const config = createConfig({ code: status, dynamic, ...(example !== undefined && { exampleKey: example }) });
  const result = await instance.request(request, [resource], config)();
  if (result._tag === 'Left') throw new MockError(`Prism has no response for ${operation.operationId}: ${result.left.message}`);
  const { headers = {}, body } = result.right.output;
  return { headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])), body };
}

/** A new one for each call: Prism changes the one that it is given. Without media types it reads a request's Accept. */
function createConfig(mock: IHttpOperationConfig): Parameters<Prism['createInstance']>[0] {
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

const doNothing = () => {};
const silent = {
  level: 'silent',
  fatal: doNothing,
  error: doNothing,
  warn: doNothing,
  info: doNothing,
  debug: doNothing,
  trace: doNothing,
  success: doNothing,
  child: () => silent,
};
