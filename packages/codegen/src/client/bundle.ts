// Bundles what packages/client publishes.
import { bundlePackage } from '../bundle.ts';

// To load a file costs Node more than what is in it. What every client loads is one; what signs is another, for it needs
// node:crypto. A bundler takes out of them what a program uses.
await bundlePackage('client', 'neutral', {
  groups: [
    { name: 'core', test: /\/src\/(?:core|paging\/index|generated\/operations|json\/stringify-json)\.ts$/, priority: 1 },
    { name: 'credentials', test: /\/src\/(?:credentials|signing)\/index\.ts$/ },
  ],
});
