import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root as workspace } from '@dli-openapi/openapi/files';

/** The files that an author writes for an operation, in the best order. */
const files = [
  'spec/*.yaml',
  'spec/operations/**/*.yaml',
  'spec/schemas/**/*.yaml',
  'spec/examples/*.yaml',
  'spec/documented/*.jsonl',
  'spec/translations/*/*.yaml',
];

/** Lists what is left to do in the files of a workspace: one line for each `TODO`, with file and line. */
export function listToDos(root = workspace): string[] {
  return files
    .flatMap((glob) => globSync(glob, { cwd: root }).sort())
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          [...line.matchAll(/\bTODO:?\s*((?:\\.|[^"\\])*)/g)].map(
            ({ index: column, 1: text = '' }) =>
              `${file}:${index + 1}:${column + 1} is left to do: ${text.replaceAll('\\"', '"').replace(/[',\]]*$/, '')}`,
          ),
        ),
    );
}
