// Whatever leads from one place of the built site to another arrives.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { siteFolder } from '@dli-openapi/docs/site';
import { operationsOf, readDocument } from '@dli-openapi/scripts/document';
import { describe, expect, it } from 'vitest';
import { anchorOf } from '../src/reference/anchor.ts';

const pages = globSync('**/*.html', { cwd: siteFolder });
const ids = new Map(pages.map((page) => [page, new Set(matches(page, /\sid="([^"]+)"/g))]));
// The reference makes its places when it is opened.
for (const page of pages.filter((name) => name.endsWith('index.html')))
  ids.set(page, new Set(operationsOf(readDocument()).map((operation) => anchorOf(operation))));

function read(file: string): string {
  return readFileSync(join(siteFolder, file), 'utf8');
}

function matches(file: string, pattern: RegExp): string[] {
  return [...read(file).matchAll(pattern)].map(([, found = '']) => found.replaceAll('&amp;', '&'));
}

/** The links that lead nowhere. */
function dead(from: string, links: string[]): string[] {
  return [...new Set(links)].filter((link) => {
    if (/^(?:https?|data):/.test(link)) return false;
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? from : normalize(join(dirname(from), path));
    if (!existsSync(join(siteFolder, target))) return true;
    return anchor !== undefined && ids.get(target)?.has(decodeURIComponent(anchor)) !== true;
  });
}

describe.each(['', 'zh-CN/'])('the pages in the folder "%s"', (folder) => {
  const own = pages.filter((page) => dirname(page) === (folder.replace('/', '') || '.'));

  it.each(own)('%s has no link that leads nowhere', (page) => {
    expect(dead(page, matches(page, /\shref="([^"]+)"/g))).toEqual([]);
  });

  it('are found by the search where they are', () => {
    const links = matches(`${folder}search-entries.js`, /"href":"([^"]+)"/g);
    expect(links.length).toBeGreaterThan(100);
    expect(dead(`${folder}index.html`, links)).toEqual([]);
  });

  it('are listed for programs as they are', () => {
    const links = matches(`${folder}llms.txt`, /\]\(([^)]+)\)/g);
    expect(links.length).toBeGreaterThan(40);
    expect(dead(`${folder}llms.txt`, links)).toEqual([]);
  });
});
