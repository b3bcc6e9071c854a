// Bundles what packages/client publishes.
import { bundlePackage } from '../bundle.ts';

// Node takes longer to load a file than to run what is in it. What signs is one of its own, for it needs node:crypto.
await bundlePackage('client', 'neutral', {
  groups: [{ name: 'core', test: /\/src\/(?:client|generated\/operations)\.ts$/, priority: 1 }],
});
