// A block below a comment with a file name equals that file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pages, root } from '../readme/pages.ts';

const blocks = pages.flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/<!-- (\S+) -->\n```\w+\n(.*?)```/gs)].map(([, file = '', text = '']) => ({
    page,
    file,
    text,
  })),
);

it.each(blocks)('$page shows $file as it is', ({ file, text }) => {
  expect(text).toBe(readFileSync(join(root, file), 'utf8'));
});

it('the README of the mock shows each way to test', () => {
  expect(blocks.filter(({ page }) => page === join('packages', 'mock', 'README.md')).map(({ file }) => file)).toEqual([
    'examples/test/contract.test.ts',
    'examples/fulfill-from-mock.ts',
    'examples/over-http.sh',
    'examples/over_http.py',
  ]);
});

it('the guides show one', () => {
  expect(blocks.some(({ page }) => page.includes('guides'))).toBe(true);
});
