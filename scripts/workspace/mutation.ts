// `npm run test:mutation`: builds what has changed, then mutates the document and asks whether the checks notice.
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { turbo } from './build.ts';

const code = await turbo(['build']);
if (code === 0) await import(join(root, 'packages/conformance/mutation.ts'));
else process.exitCode = code;
