import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// test/rule-fixture.ts collects the documents of one test file, to lint them at once.
export default defineConfig((env) => mergeConfig(shared(env), { test: { isolate: true } }));
