// Bundles what packages/mock publishes, without sources, which are as large as all else, and without unreachable declarations.
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { bundlePackage } from '../bundle.ts';

const folder = join(root, 'packages/mock');
const dist = join(folder, 'dist');
const page = 'page/page.html';

await bundlePackage('mock', 'node', true, false);
mkdirSync(dirname(join(dist, page)), { recursive: true });
copyFileSync(join(folder, 'src', page), join(dist, page));
removeUnreachable(['index.d.ts', 'vitest/index.d.ts', 'msw/index.d.ts'].map((entry) => join(dist, entry)));

function removeUnreachable(entries: string[]): void {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)\.ts'/g)) visit(join(dirname(file), `${path}.d.ts`));
  };
  entries.forEach(visit);
  for (const file of globSync('**/*.d.ts', { cwd: dist })) if (!reached.has(join(dist, file))) rmSync(join(dist, file));
}
