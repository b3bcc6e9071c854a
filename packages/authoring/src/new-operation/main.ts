// `npm run new:operation`: begins an operation. It writes the files that an operation has, drafted from what its sources state, and
// lint then leads through what is left to do in them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Document } from '@dli-openapi/openapi';
import { root, specFolder } from '@dli-openapi/openapi/files';
import { bundleDocument } from '../bundle-document.ts';
import { languagesOf } from '../translations/catalogue.ts';
import type { Asked } from './asked.ts';
import { AskedError, askedFor } from './asked.ts';
import { draftFiles } from './draft.ts';
import { withEntry, withHeading } from './edits.ts';
import { Shared } from './shared.ts';

try {
  const files = listFiles(await askedFor(process.argv.slice(2)));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  console.log(`${Object.keys(files).join('\n')}\n\nWritten. \`npm run lint\` tells what is left to do in them, one after the other.`);
} catch (error) {
  if (!(error instanceof AskedError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** The text of each file, new and changed, by its path in the workspace. */
function listFiles(asked: Asked): Record<string, string> {
  const read = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);
  const contents = 'spec/openapi.yaml';
  const translations = languagesOf(specFolder).map((language) => `spec/translations/${language}/${asked.family}.yaml`);
  return {
    ...draftFiles(asked, new Shared(readDocument(), asked.family)),
    [contents]: withEntry(read(contents) ?? '', asked),
    ...Object.fromEntries(translations.map((file) => [file, withHeading(read(file), asked)])),
  };
}

/** The document as it is now. */
function readDocument(): Document {
  try {
    return bundleDocument(specFolder);
  } catch (error) {
    throw new AskedError(`The document has to be right before an operation can be added. ${(error as Error).message}`);
  }
}
