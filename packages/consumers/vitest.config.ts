import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// Compilers and run times are started, which takes as long as the machine is busy.
export default mergeConfig(shared, { test: { globalSetup: 'test/setup.ts', testTimeout: 60_000, hookTimeout: 60_000 } });
