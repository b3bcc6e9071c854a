import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { specFolder } from '@dli-openapi/openapi/files';
import type { Documented, DocumentedCommon, DocumentedOperation } from './types.ts';

export const documentedFolder = join(specFolder, 'documented');
export const commonFile = 'common.json';

/** Reads what the published pages state, from `spec/documented`. */
export function readDocumented(folder = documentedFolder): Documented {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== commonFile);
  return {
    operations: names.sort().map((name) => read(name) as DocumentedOperation),
    common: read(commonFile) as DocumentedCommon,
  };
}
