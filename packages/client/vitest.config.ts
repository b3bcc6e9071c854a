import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../vitest.together.ts';

// Tests run the sources, for which package.json's `imports` names what is built.
const alias = {
  '#credential-steps': fileURLToPath(new URL('src/credentials/steps-node.ts', import.meta.url)),
  '#digest': fileURLToPath(new URL('src/digest-node.ts', import.meta.url)),
};

export default defineConfig((env) => mergeConfig(shared(env), { resolve: { alias } }));
