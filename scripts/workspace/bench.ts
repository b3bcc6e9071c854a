// `npm run bench`: builds what has changed, then measures.
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { turbo } from './build.ts';

const code = await turbo(['build']);
if (code === 0) await import(join(root, 'bench/main.ts'));
else process.exitCode = code;
