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
const entries = Object.values<{ types?: string }>(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).exports);
removeUnreachable(entries.flatMap(({ types }) => (types === undefined ? [] : [join(folder, types)])));

function removeUnreachable(entries: string[]): void {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)\.ts['"]/g))
      visit(join(dirname(file), `${path}.d.ts`));
  };
  entries.forEach(visit);
  for (const file of globSync('**/*.d.ts', { cwd: dist })) if (!reached.has(join(dist, file))) rmSync(join(dist, file));
}
