import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { listChildren, SourceFiles } from '@dli-openapi/authoring/source-files';
import type { Node, Operation } from '@dli-openapi/openapi';
import { specFolder } from '@dli-openapi/openapi/files';
import { shownBy } from './example-faults.ts';

/** An example as the hand-written files have it. */
export interface SourceExample {
  /** `request`, or the status of an answer. */
  where: string;
  name: string;
  value: unknown;
}

/**
 * Reads the examples that the files have for each operation, by operationId: those that every operation has come first. The
 * bundler has no part in it.
 */
export function readExampleSources(folder = specFolder): Map<string, SourceExample[]> {
  const files = new SourceFiles();
  const common = listChildren(files.find({ file: join(folder, 'common.yaml'), keys: ['operation', 'responses'] })).flatMap((response) => {
    const { file, keys } = files.follow(response);
    const examples = files.find({ file, keys: [...keys, 'content', 'application/json', 'examples'] });
    return listChildren(examples).map((example) => ({ where: response.keys.at(-1) ?? '', example }));
  });
  return new Map(
    globSync('operations/*/*.yaml', { cwd: folder }).map((name) => {
      const operationId = basename(name, '.yaml');
      const own = listChildren(files.find({ file: join(folder, 'examples', `${operationId}.yaml`), keys: [] })).flatMap((part) =>
        listChildren(part).map((example) => ({ where: part.keys.at(-1) ?? '', example })),
      );
      const examples = [...common, ...own].map(({ where, example }) => ({
        where,
        name: example.keys.at(-1) ?? '',
        value: (files.follow(example).value as Node).value,
      }));
      // The request comes first, then one status after the other.
      const rank = ({ where }: SourceExample): number => Number(where) || 0;
      return [operationId, examples.sort((a, b) => rank(a) - rank(b))];
    }),
  );
}

/** The examples of an operation of the document, in the same form. */
export function examplesInDocument(operation: Operation): SourceExample[] {
  return shownBy(operation).flatMap(({ where, examples }) => Object.entries(examples).map(([name, { value }]) => ({ where, name, value })));
}
