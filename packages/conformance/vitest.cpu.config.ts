import { mergeConfig } from 'vitest/config';
import base from './vitest.config.ts';
export default (env: never) => mergeConfig((base as unknown as (e: never) => object)(env), { test: { setupFiles: ['/tmp/w/ntm/setup.ts'], testTimeout: 600000, hookTimeout: 600000, reporters: [['json', { outputFile: '/tmp/w/ntm/p-conf.json' }]], maxWorkers: 1 } , server: { fs: { strict: false } } });
