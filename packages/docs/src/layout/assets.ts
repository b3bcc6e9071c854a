// Scripts and styles that all pages share. Their addresses change with their content, so that browsers may keep them for ever.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const own = ['site.css', 'mock.js', 'site.js', 'search.js', 'try.js', 'favicon.svg'] as const;

/** The files to copy into the site's folder, by name. */
export const assetFiles: Record<string, string> = {
  ...Object.fromEntries(own.map((name) => [name, fileURLToPath(new URL(`../browser/${name}`, import.meta.url))])),
  'minisearch.js': fileURLToPath(new URL('../umd/index.js', import.meta.resolve('minisearch'))),
  'minisearch.LICENSE.txt': fileURLToPath(new URL('../../LICENSE.txt', import.meta.resolve('minisearch'))),
};

const addresses = new Map<string, string>();

/** Formats the address of a shared file, within the site's folder. */
export function getAsset(name: (typeof own)[number] | 'minisearch.js'): string {
  const known = addresses.get(name);
  if (known) return known;
  const hash = createHash('sha256')
    .update(readFileSync(assetFiles[name] as string))
    .digest('hex');
  const address = `${name}?v=${hash.slice(0, 10)}`;
  addresses.set(name, address);
  return address;
}
