import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

export default defineConfig((env) => mergeConfig(shared(env), { test: { globalSetup: 'test-more/setup.ts' } }));
