import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Node, Operation } from '@dli-openapi/openapi';
import { getNode } from '@dli-openapi/openapi';
import { specFolder } from '@dli-openapi/openapi/files';
import { parse } from 'yaml';
import { shownBy } from './example-faults.ts';

/** An example as the hand-written files have it. */
export interface SourceExample {
  /** `request`, or the status of an answer. */
  where: string;
  name: string;
  value: unknown;
}

/** Reads the examples that the file of each operation refers to, by operationId. The bundler has no part in it. */
export function readExampleSources(folder = specFolder): Map<string, SourceExample[]> {
  const files = new Map<string, Node>();
  const read = (file: string): Node => {
    const content = files.get(file) ?? (parse(readFileSync(file, 'utf8')) as Node);
    files.set(file, content);
    return content;
  };
  /** What a node is or refers to, and the file that it stands in. */
  const follow = (node: Node, file: string): [Node, string] => {
    if (typeof node.$ref !== 'string') return [node, file];
    const target = join(dirname(file), node.$ref);
    return follow(read(target), target);
  };
  const examplesIn = (where: string, node: Node, file: string): SourceExample[] => {
    const [holder, home] = follow(node, file);
    return Object.entries(getNode(getNode(getNode(holder, 'content'), 'application/json'), 'examples')).map(([name, example]) => ({
      where,
      name,
      value: follow(example as Node, home)[0].value,
    }));
  };

  const main = join(folder, 'openapi.yaml');
  const operations = Object.values(getNode(read(main), 'paths')).flatMap((item) => Object.values(item as Node)) as Node[];
  return new Map(
    operations.map((reference) => {
      const [operation, file] = follow(reference, main);
      const answers = Object.entries(getNode(operation, 'responses')).flatMap(([status, response]) =>
        examplesIn(status, response as Node, file),
      );
      return [String(operation.operationId), [...examplesIn('request', getNode(operation, 'requestBody'), file), ...answers]];
    }),
  );
}

/** The examples of an operation of the document, in the same form. */
export function examplesInDocument(operation: Operation): SourceExample[] {
  return shownBy(operation).flatMap(({ where, examples }) => Object.entries(examples).map(([name, { value }]) => ({ where, name, value })));
}
