// The furniture of every page of the built site.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteFolder } from '@dli-openapi/docs/site';
import { expect, it } from 'vitest';
import { siteUrl } from '../src/site.ts';

const pages = globSync('**/*.html', { cwd: siteFolder }).filter((name) => name !== '404.html');
const texts = pages.map((name) => ({ name, text: read(name) }));
const listFaults = (isRight: (text: string, name: string) => boolean) =>
  texts.filter(({ text, name }) => !isRight(text, name)).map(({ name }) => name);

function read(name: string): string {
  return readFileSync(join(siteFolder, name), 'utf8');
}

function getAddress(name: string): string {
  return siteUrl + name.replace(/(^|\/)index\.html$/, '$1');
}

it('a page has a title of its own and a description', () => {
  const titles = texts.map(({ text, name }) => `${name.startsWith('zh-CN/')} ${/<title>(.+) · dli-openapi<\/title>/.exec(text)?.[1]}`);
  expect(new Set(titles).size).toBe(pages.length);
  expect(listFaults((text) => /<meta name="description" content="[^"]{10,}">/.test(text))).toEqual([]);
});

it('a page names its address, its translation and what a link preview shows', () => {
  const other = (name: string) => (name.startsWith('zh-CN/') ? name.slice(6) : `zh-CN/${name}`);
  expect(listFaults((text, name) => text.includes(`<link rel="canonical" href="${getAddress(name)}">`))).toEqual([]);
  expect(
    listFaults((text, name) =>
      [name, other(name)].every((each) => new RegExp(`hreflang="(en|zh-CN)" href="${getAddress(each)}"`).test(text)),
    ),
  ).toEqual([]);
  expect(
    listFaults(
      (text, name) =>
        text.includes(`<meta property="og:url" content="${getAddress(name)}">`) &&
        text.includes('og:title') &&
        text.includes('og:description'),
    ),
  ).toEqual([]);
});

it('a page has one heading of the first level, landmarks, and headings without gaps', () => {
  const levels = (text: string) =>
    [...text.slice(text.indexOf('<main'), text.indexOf('</main>')).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  expect(listFaults((text) => levels(text).filter((level) => level === 1).length === 1)).toEqual([]);
  expect(listFaults((text) => levels(text).every((level, index, all) => index === 0 || level <= (all[index - 1] ?? 0) + 1))).toEqual([]);
  expect(
    listFaults((text) =>
      ['<header class="site-header">', '<nav', '<main', '<footer>', 'class="skip"'].every((part) => text.includes(part)),
    ),
  ).toEqual([]);
});

it('a page needs nothing that a strict policy forbids, and says that it is unofficial', () => {
  const forbidden = /\sstyle="|\son\w+="|<style|<script(?![^>]* src=|[^>]*type="application\/json")/;
  expect(listFaults((text) => !forbidden.test(text))).toEqual([]);
  expect(
    listFaults((text) => /http-equiv="Content-Security-Policy" content="default-src 'none';[^"]*"/.test(text) && !text.includes('unsafe-')),
  ).toEqual([]);
  expect(listFaults((text) => /Unofficial|非官方/.test(text))).toEqual([]);
});

it('the id of each place is used once in a page', () => {
  expect(
    listFaults((text) => {
      const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      return new Set(ids).size === ids.length;
    }),
  ).toEqual([]);
});

it('the sitemap lists every page, and robots.txt the sitemap', () => {
  const listed = [...read('sitemap.xml').matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address);
  expect(listed.sort()).toEqual(pages.map(getAddress).sort());
  expect(read('robots.txt')).toContain(`Sitemap: ${siteUrl}sitemap.xml`);
});

it('the page for addresses that are gone leads on from any depth, and is not found by search engines', () => {
  expect(read('404.html')).toContain(`<base href="${siteUrl}">`);
  expect(read('404.html')).toContain('<meta name="robots" content="noindex">');
});
