import type { Document, Node, Operation, Schema } from '@dli-openapi/openapi';
import { getNode, isNode, listOperations } from '@dli-openapi/openapi';
import { answerExpectations, generatedExpectations } from '../../answer-expectations.ts';
import type { Expectation } from '../../expectation.ts';
import { requestExpectations } from '../../request-expectations.ts';
import type { Validate } from '../../validator.ts';
import { validatorOf } from '../../validator.ts';
import type { Mutant } from '../mutants.ts';
import type { Part } from '../reach.ts';
import { componentsIn } from '../reach.ts';
import { Slicer } from './slice.ts';

/** What a mock of a mutant is made from, and what is expected of it. */
export interface Slice {
  document: Document;
  expectations: Expectation[];
}

/** An answer that is made up need not show what is wrong: it is asked for again. */
const attempts = 12;

/** Cuts mutants down to what changes in one part of an operation, and tells what the true document expects there. */
export class Slices {
  readonly #original: Document;
  readonly #operations: ReadonlyMap<string, Operation>;
  readonly #slicer: Slicer;
  readonly #validate: (schema: Schema) => Validate;

  constructor(original: Document) {
    this.#original = original;
    this.#operations = new Map(listOperations(original).map((operation) => [operation.operationId, operation]));
    this.#slicer = new Slicer(original);
    this.#validate = validatorOf(original);
  }

  of(mutant: Mutant, { operationId, of }: Part): Slice {
    const operation = this.#operations.get(operationId) as Operation;
    const target = keysOf(mutant.pointer);
    const statuses = of === 'response' ? this.#changedStatuses(mutant.document, operation) : new Set<string>();
    const keep = (node: Node): Node => {
      if (of === 'response') return withAnswers(node, statuses, target);
      return of === 'request' ? withRequest(node) : withSuccess(node);
    };
    const cut = { target, path: operation.path, operation: keep };
    const truth = this.#slicer.of(this.#original, cut);
    const sliced = listOperations(truth).find((candidate) => candidate.operationId === operationId) as Operation;
    const expectations = this.#expectations(of, truth, sliced, operation, target);
    return { document: this.#slicer.of(mutant.document, cut), expectations: nearestFirst(expectations, target) };
  }

  #expectations(of: Part['of'], truth: Document, sliced: Operation, whole: Operation, target: readonly string[]): Expectation[] {
    if (of === 'response') return this.#answers(truth, sliced, whole, target);
    const requests = requestExpectations(truth, sliced);
    return of === 'request' ? requests : [...requests, ...answerExpectations(truth, sliced)];
  }

  /** What is made up has to fit the whole schema: only what may be left out has been cut away. */
  #answers(truth: Document, sliced: Operation, whole: Operation, target: readonly string[]): Expectation[] {
    const named = answerExpectations(truth, sliced).filter(({ about: [status] }) => String(status) in sliced.responses);
    if (target.includes('examples')) return named;
    const statuses = new Map(Object.entries(sliced.responses).map(([status, { content }]) => [content?.schema, status]));
    const validate = (schema: Schema): Validate => this.#validate(whole.responses[String(statuses.get(schema))]?.content?.schema ?? {});
    const generated = generatedExpectations(truth, sliced, validate);
    return [...named, ...Array.from({ length: attempts }, () => generated).flat()];
  }

  /** The statuses of which a changed document says something else. */
  #changedStatuses(changed: Document, { path, method, node }: Operation): Set<string> {
    const before = getNode(node, 'responses');
    const after = getNode(getNode(changed.paths[path] ?? {}, method), 'responses');
    const isOther = (status: string): boolean =>
      before[status] !== after[status] ||
      [...componentsIn(changed, after[status])].some((component) => isReplaced(component, this.#original, changed));
    return new Set([...Object.keys(before), ...Object.keys(after)].filter(isOther));
  }
}

function isReplaced(component: string, original: Document, changed: Document): boolean {
  const [group = '', name = ''] = component.split('/');
  return original.components[group]?.[name] !== changed.components[group]?.[name];
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What is about the names on the way to the target comes first. */
function nearestFirst(expectations: Expectation[], target: readonly string[]): Expectation[] {
  const shared = ({ about }: Expectation): number => about.filter((name) => target.includes(name)).length;
  return expectations.toSorted((one, other) => shared(other) - shared(one));
}

/** An operation whose answer says nothing: only its request counts. */
function withRequest(operation: Node): Node {
  const content = { 'application/json': { schema: {}, examples: { done: { value: {} } } } };
  return { ...operation, responses: { 200: { description: 'Done.', content } } };
}

/** An operation of which only the request and the answer to a good one count. */
function withSuccess(operation: Node): Node {
  const responses = Object.entries(getNode(operation, 'responses')).filter(([status]) => status.startsWith('2'));
  return { ...operation, responses: Object.fromEntries(responses) };
}

/** An operation that takes any body: only some of its answers count, with one of the examples beside that which has changed. */
function withAnswers(operation: Node, statuses: ReadonlySet<string>, target: readonly string[]): Node {
  const responses = Object.entries(getNode(operation, 'responses'))
    .filter(([status]) => statuses.has(status))
    .map(([status, response]) => [status, withFewExamples(response as Node, target)]);
  const anyBody = isNode(operation.requestBody) && { requestBody: { content: { 'application/json': { schema: {} } } } };
  return { ...operation, ...anyBody, responses: Object.fromEntries(responses) };
}

function withFewExamples(response: Node, target: readonly string[]): Node {
  const media = getNode(getNode(response, 'content'), 'application/json');
  const examples = Object.entries(getNode(media, 'examples'));
  if (examples.length === 0) return response;
  const few = examples.filter(([name], index) => index === 0 || target.includes(name) || name === 'renamed');
  const schema = target.includes('examples') ? { schema: {} } : {};
  return { ...response, content: { 'application/json': { ...media, ...schema, examples: Object.fromEntries(few) } } };
}
