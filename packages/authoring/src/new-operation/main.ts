// `npm run new:operation`: drafts the files of an operation from its sources. Lint then reports what remains to be done.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Document } from '@dli-openapi/openapi';
import { root, specFolder } from '@dli-openapi/openapi/files';
import { bundleDocument } from '../bundle-document.ts';
import { listLanguages } from '../translations/catalogue.ts';
import { draftFiles } from './draft.ts';
import { addEntry, addHeading } from './edits.ts';
import type { OperationInput } from './input.ts';
import { InputError, readInput } from './input.ts';
import { Shared } from './shared.ts';

try {
  const files = listFiles(await readInput(process.argv.slice(2)));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  console.log(`${Object.keys(files).join('\n')}\n\nWritten. \`npm run lint\` lists what is left to do in them, step by step.`);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** Lists the text of each new or changed file, by its path in the workspace. */
function listFiles(input: OperationInput): Record<string, string> {
  const read = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);
  const contents = 'spec/openapi.yaml';
  const translations = listLanguages(specFolder).map((language) => `spec/translations/${language}/${input.family}.yaml`);
  return {
    ...draftFiles(input, new Shared(readDocument(), input.family)),
    [contents]: addEntry(read(contents) ?? '', input),
    ...Object.fromEntries(translations.map((file) => [file, addHeading(read(file), input)])),
  };
}

/** Bundles the document as it is now. */
function readDocument(): Document {
  try {
    return bundleDocument(specFolder);
  } catch (error) {
    throw new InputError(`The document has to be valid before an operation can be added. ${(error as Error).message}`);
  }
}
