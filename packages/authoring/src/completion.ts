// Completes operations before the document is linted or bundled: with common.yaml, which holds for every operation, and with their
// examples, which are in files of their own.
import { dirname, join, relative, sep } from 'node:path';
import type { Node } from '@dli-openapi/openapi';
import { isNode, joinPointer } from '@dli-openapi/openapi';
import type { Found, Place, SourceFiles } from './source-files.ts';
import { listChildren } from './source-files.ts';

/** An operation, and where it is written. */
export interface WrittenOperation {
  node: Node;
  file: string;
  path: string;
}

/** A part that was added to an operation, and where it is written. */
export interface Addition {
  at: readonly string[];
  from: Place;
}

/** A field of the operation in a text of common.yaml, such as `{x-dli-doc-id}`. */
const placeholder = /\{(x-[\w-]+)\}/g;

/**
 * Adds to an operation what it does not have itself, and returns where that is written.
 * @param folder the folder of the document
 */
export function completeOperation(operation: WrittenOperation, folder: string, files: SourceFiles): Addition[] {
  const completion = new Completion(operation, files);
  completion.addExamples(join(folder, 'examples', `${operation.node.operationId}.yaml`));
  completion.addCommon(join(folder, 'common.yaml'));
  return completion.additions;
}

class Completion {
  readonly additions: Addition[] = [];
  readonly #operation: WrittenOperation;
  readonly #files: SourceFiles;

  constructor(operation: WrittenOperation, files: SourceFiles) {
    this.#operation = operation;
    this.#files = files;
  }

  /** Refers to the examples of the request and, by status, of the responses. */
  addExamples(file: string): void {
    for (const part of listChildren(this.#files.find({ file, keys: [] }))) {
      const key = getLastKey(part);
      const at = [...(key === 'request' ? ['requestBody'] : ['responses', key]), 'content', 'application/json', 'examples'];
      const examples = at.reduce((parent, name) => {
        parent[name] ??= {};
        return parent[name] as Node;
      }, this.#operation.node);
      for (const example of listChildren(part)) {
        const name = getLastKey(example);
        if (name in examples) continue;
        examples[name] = this.#adapt({ $ref: joinPointer('#', ...example.keys) }, file);
        this.additions.push({ at: [...at, name], from: example });
      }
    }
  }

  /** Adds `operation` of common.yaml, and to each response `response`. */
  addCommon(file: string): void {
    const { node } = this.#operation;
    const findCommon = (key: string) => this.#files.find({ file, keys: [key] });
    Object.assign(node, this.#fill(node, findCommon('operation'), []));
    const responses = isNode(node.responses) ? node.responses : {};
    for (const [status, response] of Object.entries(responses))
      responses[status] = this.#fill(response, findCommon('response'), ['responses', status]);
  }

  /** Adds to a value what it lacks. A reference lacks nothing. */
  #fill(own: unknown, common: Found, at: readonly string[]): unknown {
    if (Array.isArray(common.value)) return this.#append(Array.isArray(own) ? own : [], common, at);
    if (own === undefined) return this.#add(common, at);
    if (!isNode(own) || '$ref' in own) return own;
    const filled = listChildren(this.#files.follow(common)).map((child) => {
      const key = getLastKey(child);
      return [key, this.#fill(own[key], child, [...at, key])];
    });
    const known = Object.fromEntries(filled.filter(([, value]) => value !== undefined));
    // Common parts come first, so that every operation has them in the same place.
    return { ...known, ...own, ...known };
  }

  /** Adds parameters at the end, so that the operation's own keep their places. */
  #append(own: unknown[], common: Found, at: readonly string[]): unknown[] | undefined {
    const { file, path } = this.#operation;
    const readNode = (found: Found): Node => (this.#files.follow(found).value ?? {}) as Node;
    const names = own.map((value) => readNode({ file, keys: [], value }).name);
    const missing = listChildren(common).filter((found) => {
      const parameter = readNode(found);
      return !names.includes(parameter.name) && (parameter.in !== 'path' || path.includes(`{${parameter.name}}`));
    });
    const all = [...own, ...missing.map((found, index) => this.#add(found, [...at, String(own.length + index)]))];
    return all.length > 0 ? all : undefined;
  }

  #add(found: Found, at: readonly string[]): unknown {
    const fields = [...JSON.stringify(found.value ?? null).matchAll(placeholder)].map(([, field = '']) => field);
    if (found.value === undefined || !fields.every((field) => field in this.#operation.node)) return undefined;
    this.additions.push({ at, from: found });
    return this.#adapt(found.value, found.file);
  }

  /** Copies a value for the operation: references are relative to its file, and placeholders are filled. */
  #adapt(value: unknown, home: string): unknown {
    if (typeof value === 'string') return value.replaceAll(placeholder, (_, field) => String(this.#operation.node[field]));
    if (Array.isArray(value)) return value.map((item) => this.#adapt(item, home));
    if (!isNode(value)) return value;
    const { $ref } = value;
    if (typeof $ref !== 'string') return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, this.#adapt(child, home)]));
    const [path = '', pointer = ''] = $ref.split('#');
    const target = path === '' ? home : join(dirname(home), path);
    return { $ref: `${relative(dirname(this.#operation.file), target).replaceAll(sep, '/')}#${pointer}` };
  }
}

function getLastKey({ keys }: Found): string {
  return keys.at(-1) ?? '';
}
