import type { Operation as Descriptor } from '@dli-openapi/client/core';
import { createDliCore } from '@dli-openapi/client/core';
import { methodsModule } from '@dli-openapi/codegen/client/methods';
import { operationsModule } from '@dli-openapi/codegen/client/operations';
import { schemaModule } from '@dli-openapi/codegen/client/schema';
import type { Document, Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { edgeInputs } from '../../edge-inputs.ts';
import type { Received } from '../../generate/received.ts';
import { lossesOf } from '../../generate/received.ts';
import type { Input } from '../../requests.ts';
import { requestViews, smallestInput } from '../../requests.ts';
import type { Mutant } from '../mutants.ts';
import { componentAt, componentsIn } from '../reach.ts';
import type { Verdict } from '../verdict.ts';
import { showsInTypes } from './visible.ts';

/** What one mutant does to the generated client. */
export interface ClientVerdict extends Verdict {
  /** The client is the same, as it may be: what has changed is nothing that it knows of. */
  same: boolean;
}

interface Call {
  names: ReadonlySet<string>;
  input: Input;
}

/** Holds clients that are generated from mutants to the document as it is. */
export class ClientDrift {
  readonly #original: Document;
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #descriptors = new Map<string, string>();
  readonly #types = new Map<string, Promise<string>>();
  readonly #calls = new Map<string, Call[]>();

  constructor(original: Document) {
    this.#original = original;
    this.#operations = new Map(listOperations(original).map((operation) => [operation.operationId, operation]));
  }

  /**
   * Generates what the client knows at run time of the operations that a mutant concerns. Where that is another than the
   * true one, it is called, and what it sends is held to the document as it is. A client that can do all that it should and
   * more is told by its text.
   */
  async ofDescriptors(mutant: Mutant): Promise<ClientVerdict> {
    const about = { kind: mutant.kind, what: mutant.what, pointer: mutant.pointer };
    for (const operationId of new Set(mutant.parts.map((part) => part.operationId))) {
      const operation = this.#operations.get(operationId) as Operation;
      const text = generated(operationsModule, around(this.#original, mutant.document, operation));
      if (text === this.#trueDescriptor(operation)) continue;
      const fault = typeof text === 'string' ? await this.#faultOf(text, operation, mutant) : `the generator refuses: ${text.refusal}`;
      return { ...about, same: false, by: fault === undefined ? 'text' : 'calls', fault: fault ?? 'the generated operations are others' };
    }
    return { ...about, same: true, by: undefined, fault: undefined };
  }

  /** Generates the types and signatures of the operations that a mutant concerns. They are compared as text. */
  async ofTypes(mutant: Mutant): Promise<ClientVerdict> {
    const about = { kind: mutant.kind, what: mutant.what, pointer: mutant.pointer };
    const [operationId] = mutant.parts.map((part) => part.operationId);
    const operation = this.#operations.get(String(operationId)) as Operation;
    const text = await types(around(this.#original, mutant.document, operation));
    const truth = this.#types.get(operation.operationId) ?? types(around(this.#original, this.#original, operation));
    this.#types.set(operation.operationId, truth);
    if (text !== (await truth)) return { ...about, same: false, by: 'text', fault: 'the generated types are others' };
    return { ...about, same: !showsInTypes(mutant), by: undefined, fault: undefined };
  }

  #trueDescriptor(operation: Operation): string {
    const known = this.#descriptors.get(operation.operationId) ?? operationsModule(around(this.#original, this.#original, operation));
    this.#descriptors.set(operation.operationId, known);
    return known;
  }

  async #faultOf(text: string, operation: Operation, mutant: Mutant): Promise<string | undefined> {
    const descriptor = descriptorsIn(text).get(operation.operationId);
    if (!descriptor) return `the client has no ${operation.operationId}`;
    for (const { input } of this.#callsOf(operation, mutant)) {
      const [fault] = await lossesIn(descriptor, operation, input);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  /** Those that are about the names in the mutant's pointer come first. */
  #callsOf(operation: Operation, { pointer }: Mutant): Call[] {
    const known = this.#calls.get(operation.operationId) ?? callsOf(this.#original, operation);
    this.#calls.set(operation.operationId, known);
    const keys = pointer.split('/');
    const shared = ({ names }: Call): number => keys.filter((key) => names.has(key)).length;
    return known.toSorted((one, other) => shared(other) - shared(one));
  }
}

/** The part of a document that generating one operation takes. */
function around(original: Document, changed: Document, { path }: Operation): Document {
  const items = Object.entries(changed.paths).filter(([other, item]) => other === path || item !== original.paths[other]);
  const paths = Object.fromEntries(items);
  const components: Document['components'] = {};
  for (const component of [...componentsIn(changed, paths)].sort()) {
    const [group = '', name = ''] = component.split('/');
    components[group] = { ...components[group], [name]: componentAt(changed, component) ?? {} };
  }
  return { ...changed, paths, components };
}

interface Refusal {
  refusal: string;
}

function generated(module: (document: Document) => string, document: Document): string | Refusal {
  try {
    return module(document);
  } catch (error) {
    if (!(error instanceof Error) || error.constructor.name !== 'DocumentProblem') throw error;
    return { refusal: error.message };
  }
}

async function types(document: Document): Promise<string> {
  const methods = generated(methodsModule, document);
  return typeof methods === 'string' ? methods + (await schemaModule(document)) : methods.refusal;
}

/** The operations that a generated module exports: they are written as JSON. */
function descriptorsIn(module: string): Map<string, Descriptor<object, unknown>> {
  const constants = module.matchAll(/^export const (\w+): [^=]+= (\{[\s\S]*?^\});$/gm);
  return new Map([...constants].map(([, name, json]) => [String(name), JSON.parse(String(json)) as Descriptor<object, unknown>]));
}

function callsOf(document: Document, operation: Operation): Call[] {
  const views = requestViews(document, operation);
  const smallest = smallestInput(views);
  const examples = Object.values(operation.requestBody?.examples ?? {}).map(({ value }) => ({
    names: new Set<string>(),
    input: { ...smallest, body: value },
  }));
  const edges = edgeInputs(views)
    // The client sends bodies of up to a megabyte; that it does is tested elsewhere, and it takes time.
    .filter(({ rule, input }) => rule !== 'int64' && rule !== 'maxLength' && input.body !== null)
    .map(({ pointer, input }) => ({ names: new Set(pointer.split('.')), input }));
  return [{ names: new Set(), input: smallest }, ...examples, ...edges];
}

/** What of an input does not come out of a client with such an operation. */
async function lossesIn(descriptor: Descriptor<object, unknown>, operation: Operation, input: Input): Promise<string[]> {
  let received: Received | undefined;
  const { project_id, ...path } = input.path;
  const dli = createDliCore({
    baseUrl: 'http://dli.test',
    projectId: String(project_id),
    credentials: { token: 'token' },
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      received = { method: request.method, target: pathname + search, body: await request.text() };
      return Response.json({});
    },
  });
  try {
    await dli.call(descriptor, { ...(input.body as object | undefined), ...input.query, ...path });
  } catch (error) {
    return [`the client refuses what is valid: ${(error as Error).message}`];
  }
  return received ? lossesOf(operation, input, received) : ['the client sends nothing'];
}
