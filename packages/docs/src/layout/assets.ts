// Scripts and styles that all pages share. Their addresses change with their content, so that browsers may keep them for ever.
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const own = ['site.css', 'mock.js', 'site.js', 'search.js', 'try.js', 'favicon.svg'] as const;

/** The files to copy into the site's folder, by name. */
export const assetFiles: Record<string, string> = {
  ...Object.fromEntries(own.map((name) => [name, fileURLToPath(new URL(`../browser/${name}`, import.meta.url))])),
  'minisearch.js': fileURLToPath(new URL('../umd/index.js', import.meta.resolve('minisearch'))),
  'minisearch.LICENSE.txt': fileURLToPath(new URL('../../LICENSE.txt', import.meta.resolve('minisearch'))),
};

/** Formats the address of a shared file, within the site's folder. */
export function getAsset(name: (typeof own)[number] | 'minisearch.js'): string {
  return `${name}?v=${hash('sha256', readFileSync(assetFiles[name] as string)).slice(0, 10)}`;
}
