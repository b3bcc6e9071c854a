import type { Document, Node, Operation, Parameter, Pointer, Response } from '@dli-openapi/openapi';
import { getNode, joinPointer, listOperations, resolve, SchemaReader } from '@dli-openapi/openapi';
import type { ChangeKind, Changes, Direction } from './change.ts';
import { compareSchemas } from './compare-schemas.ts';
import { compareRequirements } from './compare-security.ts';
import { listKeywordChanges } from './keyword-rules.ts';

/** An operation, its document, and the schemas there. */
interface Side {
  document: Document;
  reader: SchemaReader;
  operation: Operation;
  at: Pointer;
}

const json = ['content', 'application/json', 'schema'];

/** Compares the operations of two documents, by operationId. */
export function compareOperations(before: Document, after: Document, changes: Changes): void {
  const [old, now] = [listSides(before), listSides(after)];
  const gone = [...old].filter(([id]) => !now.has(id));
  const added = new Map([...now].filter(([id]) => !old.has(id)));
  for (const [operation, side] of gone) {
    const successor = [...added].find(([, { at }]) => at === side.at)?.[0];
    added.delete(successor ?? '');
    const what = successor === undefined ? 'is gone' : `is called ${successor} now`;
    changes.add({ kind: 'breaking', place: operation, what, pointer: side.at, operation });
  }
  for (const [operation, { at }] of added) changes.add({ kind: 'additive', place: operation, what: 'is new', pointer: at, operation });
  for (const [id, side] of old) {
    const other = now.get(id);
    if (other) new Comparison(side, other, changes).run();
  }
}

function listSides(document: Document): Map<string, Side> {
  const reader = new SchemaReader(document);
  const sides = listOperations(document).map((operation): [string, Side] => {
    const at = joinPointer('/paths', operation.path, operation.method);
    return [operation.operationId, { document, reader, operation, at }];
  });
  return new Map(sides);
}

/** One operation as it was and as it is. */
class Comparison {
  readonly #before: Side;
  readonly #after: Side;
  readonly #changes: Changes;

  constructor(before: Side, after: Side, changes: Changes) {
    this.#before = before;
    this.#after = after;
    this.#changes = changes;
  }

  run(): void {
    const [old, now] = [this.#before.operation, this.#after.operation];
    const [from, to] = [old, now].map(({ method, path }) => `${method} ${path}`);
    if (from !== to) this.#add('breaking', '', `${from} → ${to}`, this.#after.at);
    this.#compareFacts(old.node, now.node, '', this.#after.at);
    this.#compareSecurity();
    this.#compareParameters();
    this.#compareBodies();
    this.#compareResponses();
  }

  #add(kind: ChangeKind, place: string, what: string, pointer: Pointer, direction?: Direction): void {
    const operation = this.#after.operation.operationId;
    this.#changes.add({ kind, place: this.#named(place, pointer), what, pointer, direction, operation });
  }

  /** Formats a place. A component that several operations share is named without them. */
  #named(place: string, pointer: Pointer): string {
    return pointer.startsWith('/components/') ? place : `${this.#after.operation.operationId} ${place}`.trim();
  }

  /** Compares facts that are one keyword. */
  #compareFacts(old: Node, now: Node, place: string, at: Pointer): void {
    const words = Object.keys({ ...old, ...now }).filter((word) => word.startsWith('x-') || /^(style|explode|deprecated)$/.test(word));
    for (const word of words) {
      for (const { kind, what } of listKeywordChanges(word, old[word], now[word], 'request'))
        this.#add(kind, place, what, joinPointer(at, word));
    }
  }

  /** Security that all operations inherit is compared once, for all of them. */
  #compareSecurity(): void {
    const [old, now] = [this.#before, this.#after];
    const own = [old, now].map(({ operation }) => operation.node.security);
    if (own[0] === undefined && own[1] === undefined) return;
    const found = compareRequirements(own[0] ?? old.document.security, own[1] ?? now.document.security);
    for (const { kind, what } of found) this.#add(kind, '', what, joinPointer(now.at, 'security'));
  }

  #compareParameters(): void {
    const [old, now] = [listParameters(this.#before), listParameters(this.#after)];
    for (const [name, parameter] of old) {
      if (now.has(name)) continue;
      const moved = [...now].find(([key, other]) => other.name === parameter.name && !old.has(key))?.[1];
      this.#add('breaking', name, moved ? `is in ${moved.in} now` : 'is gone', parameter.at, 'request');
    }
    for (const [name, parameter] of now) {
      const { at } = parameter;
      const other = old.get(name);
      if (!other) {
        const [kind, what] = parameter.required ? (['breaking', 'is new and required'] as const) : (['additive', 'is new'] as const);
        this.#add(kind, name, what, at, 'request');
        continue;
      }
      this.#compareRequired(other.required, parameter.required, name, at);
      this.#compareFacts(other.node, parameter.node, name, at);
      const was = this.#before.reader.flatten(other.schema ?? {}, joinPointer(other.at, 'schema'));
      const is = this.#after.reader.flatten(parameter.schema ?? {}, joinPointer(at, 'schema'));
      compareSchemas(was, is, this.#context('request', name, at));
    }
  }

  #compareRequired(was: boolean, is: boolean, place: string, at: Pointer): void {
    if (was !== is) this.#add(is ? 'breaking' : 'additive', place, is ? 'is required' : 'is no longer required', at, 'request');
  }

  #context(direction: Direction, place: string, at: Pointer) {
    const operation = this.#after.operation.operationId;
    return { changes: this.#changes, direction, operation, place: this.#named(place, at) };
  }

  #compareBodies(): void {
    const [old, now] = [this.#before.operation.requestBody, this.#after.operation.requestBody];
    const at = joinPointer(this.#after.at, 'requestBody');
    if (old && !now) this.#add('breaking', 'body', 'is gone', at);
    if (now && !old) this.#add(now.required ? 'breaking' : 'additive', 'body', now.required ? 'is new and required' : 'is new', at);
    if (!old || !now) return;
    this.#compareRequired(old.required, now.required, 'body', at);
    this.#compareContent('request', 'body', [this.#before.operation.node.requestBody, this.#after.operation.node.requestBody], at);
  }

  #compareResponses(): void {
    const [old, now] = [this.#before.operation, this.#after.operation];
    for (const status of new Set([...Object.keys(old.responses), ...Object.keys(now.responses)])) {
      const [was, is] = [old.responses[status], now.responses[status]];
      const at = joinPointer(this.#after.at, 'responses', status);
      if (was && !is) this.#add('breaking', status, 'is gone', at);
      // Programs have to expect errors of any kind, but not another success.
      if (is && !was) this.#add(status.startsWith('2') ? 'breaking' : 'additive', status, 'is new', at);
      if (!was || !is) continue;
      this.#compareHeaders(was, is, status, at);
      this.#compareExamples(was, is, status, at);
      this.#compareContent('response', status, [getNode(old.node, 'responses')[status], getNode(now.node, 'responses')[status]], at);
    }
  }

  #compareHeaders(was: Response, is: Response, status: string, at: Pointer): void {
    for (const name of new Set([...Object.keys(was.headers), ...Object.keys(is.headers)])) {
      const [old, now] = [was.headers[name], is.headers[name]];
      const place = `${status} header ${name}`;
      if (old && now) {
        const schemas = [old, now].map(({ schema }) => (schema ?? {}) as Node) as [Node, Node];
        this.#compareSchemaNodes(schemas, 'response', place, joinPointer(at, 'headers', name));
      } else this.#add(old ? 'breaking' : 'additive', place, old ? 'is gone' : 'is new', joinPointer(at, 'headers', name));
    }
  }

  /** Tests ask the mock for examples by name. */
  #compareExamples(was: Response, is: Response, status: string, at: Pointer): void {
    const [old, now] = [was, is].map(({ content }) => content?.examples ?? {}) as [Node, Node];
    for (const name of Object.keys({ ...old, ...now })) {
      if (name in old && name in now) continue;
      const pointer = joinPointer(at, 'content', 'application/json', 'examples', name);
      this.#add(name in old ? 'breaking' : 'additive', `${status} example ${name}`, name in old ? 'is gone' : 'is new', pointer);
    }
  }

  #compareContent(direction: Direction, place: string, [old, now]: [unknown, unknown], at: Pointer): void {
    const [was, is] = [readContent(this.#before.document, old), readContent(this.#after.document, now)];
    for (const type of Object.keys({ ...was, ...is })) {
      if (type in was !== type in is) {
        this.#add(
          type in was ? 'breaking' : 'additive',
          place,
          `${type} is ${type in was ? 'gone' : 'new'}`,
          joinPointer(at, 'content', type),
          direction,
        );
      }
    }
    const schemas = [was, is].map((content) => getNode(content, 'application/json').schema) as [Node | undefined, Node | undefined];
    if (schemas[0] && schemas[1]) this.#compareSchemaNodes(schemas as [Node, Node], direction, place, joinPointer(at, ...json));
    else if ('application/json' in was && 'application/json' in is && (schemas[0] ?? schemas[1]))
      this.#add(
        schemas[0] ? 'breaking' : 'additive',
        place,
        `the schema is ${schemas[0] ? 'gone' : 'new'}`,
        joinPointer(at, ...json),
        direction,
      );
  }

  #compareSchemaNodes([old, now]: [Node, Node], direction: Direction, place: string, at: Pointer): void {
    compareSchemas(this.#before.reader.flatten(old, at), this.#after.reader.flatten(now, at), this.#context(direction, place, at));
  }
}

function listParameters({ operation }: Side): Map<string, Parameter> {
  return new Map(operation.parameters.map((parameter) => [`${parameter.in}.${parameter.name}`, parameter]));
}

function readContent(document: Document, holder: unknown): Node {
  return getNode(resolve(document, (holder ?? {}) as Node), 'content');
}
