// `npm run test:fuzz`: builds what has changed, then attacks the mock.
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { turbo } from './build.ts';

const code = await turbo(['build']);
if (code === 0) await import(join(root, 'packages/mock/fuzz.ts'));
else process.exitCode = code;
