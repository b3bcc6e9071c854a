// Writes packages/client/src/generated from the bundled document.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '@dli-openapi/openapi';
import { readDocument, root } from '@dli-openapi/openapi/files';
import { DocumentProblem } from './document-problem.ts';
import { writeModules } from './modules.ts';
import { writeVersion } from './version.ts';

const client = join(root, 'packages/client');
const folder = join(client, 'src/generated');

try {
  const modules = {
    ...(await writeModules(readBundledDocument())),
    'version.ts': writeVersion(JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'))),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(modules)) writeFileSync(join(folder, name), text);
} catch (error) {
  if (!(error instanceof DocumentProblem)) throw error;
  console.error(`The client cannot be generated. ${error.message}`);
  process.exitCode = 1;
}

function readBundledDocument(): Document {
  try {
    return readDocument();
  } catch (error) {
    throw new DocumentProblem(`The bundled document cannot be read (${(error as Error).message}). Build spec/ first.`);
  }
}
