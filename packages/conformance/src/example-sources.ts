import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listChildren, SourceFiles } from '@dli-openapi/authoring/source-files';
import type { Node, Operation } from '@dli-openapi/openapi';
import { specFolder } from '@dli-openapi/openapi/files';
import { listShown } from './example-faults.ts';

/** An example of the hand-written files. */
export interface SourceExample {
  /** `request`, or the status of a response. */
  where: string;
  name: string;
  value: unknown;
}

/**
 * Reads the examples of each operation from the files, by operationId, without the bundler. Those that operations share come first.
 */
export function readExampleSources(folder = specFolder): Map<string, SourceExample[]> {
  const files = new SourceFiles();
  const listShared = (name: string, ...keys: string[]) =>
    listChildren(files.find({ file: join(folder, name), keys })).flatMap((response) => {
      const { file, keys } = files.follow(response);
      const examples = files.find({ file, keys: [...keys, 'content', 'application/json', 'examples'] });
      return listChildren(examples).map((example) => ({ where: response.keys.at(-1) ?? '', example }));
    });
  const common = listShared('common.yaml', 'operation', 'responses');
  return new Map(
    globSync('operations/*/*.yaml', { cwd: folder }).map((name) => {
      const operationId = basename(name, '.yaml');
      const own = listChildren(files.find({ file: join(folder, 'examples', `${operationId}.yaml`), keys: [] })).flatMap((part) =>
        listChildren(part).map((example) => ({ where: part.keys.at(-1) ?? '', example })),
      );
      const examples = [...common, ...listShared(name, 'responses'), ...own].map(({ where, example }) => ({
        where,
        name: example.keys.at(-1) ?? '',
        value: (files.follow(example).value as Node).value,
      }));
      // The request comes first, then the statuses in their order.
      const getRank = ({ where }: SourceExample): number => Number(where) || 0;
      return [operationId, examples.sort((a, b) => getRank(a) - getRank(b))];
    }),
  );
}

/** Lists the examples of an operation of the document, in the same form. */
export function listDocumentExamples(operation: Operation): SourceExample[] {
  return listShown(operation).flatMap(({ where, examples }) =>
    Object.entries(examples).map(([name, { value }]) => ({ where, name, value })),
  );
}
