import { fileURLToPath } from 'node:url';
import { mergeConfig } from 'vitest/config';
import shared from '../../vitest.shared.ts';

// Tests run the sources, for which package.json's `imports` names what is built.
export default mergeConfig(shared, {
  resolve: { alias: { '#digest': fileURLToPath(new URL('src/signing/digest-node.ts', import.meta.url)) } },
});
