import { defineConfig, mergeConfig } from 'vitest/config';
import shared from './vitest.shared.ts';

/** The test files share a process, so that the document and all modules are loaded once. */
export default defineConfig((env) => mergeConfig(shared(env), { test: { isolate: false } }));
