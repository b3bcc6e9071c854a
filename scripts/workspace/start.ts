// `npm start`: builds what has changed, then serves docs and mock.
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { turbo } from './build.ts';

const code = await turbo(['lint', 'build']);
if (code === 0) await import(join(root, 'packages/site/src/main.ts'));
else process.exitCode = code;
