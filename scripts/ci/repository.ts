// npm checks a package's provenance against the repository in its manifest. Forks publish too, so it has to be the building one.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  private?: boolean;
  repository?: unknown;
}

/**
 * Writes into the manifest of each public package where it is built.
 * @param address of the repository, such as `https://github.com/owner/name`
 */
export function nameRepository(root: string, address: string): void {
  for (const file of globSync(['spec/package.json', 'packages/*/package.json'], { cwd: root })) {
    const manifest: Manifest = JSON.parse(readFileSync(join(root, file), 'utf8'));
    if (manifest.private) continue;
    const repository = { type: 'git', url: `git+${address}.git`, directory: dirname(file).replaceAll('\\', '/') };
    writeFileSync(join(root, file), `${JSON.stringify({ ...manifest, repository }, null, 2)}\n`);
  }
}
