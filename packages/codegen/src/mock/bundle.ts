// Bundles what packages/mock publishes.
import { bundlePackage } from '../bundle.ts';

await bundlePackage('mock', 'node');
