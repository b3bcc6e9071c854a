// Writes packages/client/dist/api.md from the bundled document.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, root } from '@dli-openapi/openapi/files';
import { writeApiPage } from './api-page.ts';

const folder = join(root, 'packages/client/dist');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'api.md'), writeApiPage(readDocument()));
