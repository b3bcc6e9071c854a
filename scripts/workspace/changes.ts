// `npm run changes`: builds the document if it has changed, then compares it with the last release.
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { turbo } from './build.ts';

const code = await turbo(['build', '--filter=@dli-openapi/spec']);
if (code === 0) await import(join(root, 'packages/changes/main.ts'));
else process.exitCode = code;
