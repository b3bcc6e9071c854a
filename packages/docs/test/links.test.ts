// Whatever leads from one place of the built site to another arrives.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { siteFolder } from '@dli-openapi/docs/site';
import { describe, expect, it } from 'vitest';

const pages = globSync('**/*.html', { cwd: siteFolder });
const ids = new Map(pages.map((page) => [page, new Set(matches(page, /\sid="([^"]+)"/g))]));

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
    const [address = '', anchor] = link.split('#');
    const path = address.replace(/\?v=.*$/, '');
    const target = path === '' ? from : normalize(join(dirname(from), path));
    if (!existsSync(join(siteFolder, target))) return true;
    return anchor !== undefined && ids.get(target)?.has(decodeURIComponent(anchor)) !== true;
  });
}

describe.each(['', 'zh-CN/'])('the pages in the folder "%s"', (folder) => {
  const own = pages.filter((page) => page.startsWith('zh-CN/') === (folder !== '') && page !== '404.html');

  it.each(own)('%s has no link that leads nowhere', (page) => {
    expect(dead(page, matches(page, /\s(?:href|src|data-\w+-src)="([^"]+)"/g))).toEqual([]);
  });

  it('are found by the search where they are', () => {
    const places = [...read(`${folder}search-entries.js`).matchAll(/\["([^"]*)","([^"]+)"\]/g)];
    const links = places.map(([, name, address = '']) => address.replace(/^#/, `operations/${name?.split('.')[0]}.html#`));
    expect(links.length).toBeGreaterThan(100);
    expect(dead(`${folder}index.html`, links)).toEqual([]);
  });

  it('are listed for programs as they are', () => {
    const links = matches(`${folder}llms.txt`, /\]\(([^)]+)\)/g);
    expect(links.length).toBeGreaterThan(40);
    expect(dead(`${folder}llms.txt`, links)).toEqual([]);
  });
});
