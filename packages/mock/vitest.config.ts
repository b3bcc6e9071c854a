import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// Loading Prism takes most of a second: the test files share a process, so that it is loaded once.
export default defineConfig((env) => mergeConfig(shared(env), { test: { isolate: false } }));
