// Writes packages/mock/src/generated from the bundled document.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readDocument, root } from '@dli-openapi/openapi/files';
import { DocumentProblem } from '../client/document-problem.ts';
import { writeOperationTypes } from './operations.ts';

const folder = join(root, 'packages/mock/src/generated');

try {
  const operations = writeOperationTypes(readDocument());
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'operations.ts'), operations);
  // The package that reads documents is not published, so the mock includes its sources, except for reading files.
  cpSync(join(root, 'packages/openapi/src'), join(folder, 'openapi'), { recursive: true, filter: (file) => basename(file) !== 'files.ts' });
} catch (error) {
  if (!(error instanceof DocumentProblem)) throw error;
  console.error(`The mock's types cannot be generated. ${error.message}`);
  process.exitCode = 1;
}
