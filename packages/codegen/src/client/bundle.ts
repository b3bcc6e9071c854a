// Bundles what packages/client publishes.
import { bundlePackage } from '../bundle.ts';

// Node takes longer to load a file than to run it. Signing is in a separate file, because it needs node:crypto.
await bundlePackage('client', 'neutral', {
  groups: [{ name: 'core', test: /\/src\/(?:client|generated\/operations)\.ts$/, priority: 1 }],
});
