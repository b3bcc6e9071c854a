// Writes packages/mock/src/generated from the bundled document.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaModule } from '../client/schema.ts';
import { readDocument } from '../document.ts';
import { root } from '../paths.ts';

const folder = join(root, 'packages/mock/src/generated');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'schema.ts'), await schemaModule(readDocument()));
