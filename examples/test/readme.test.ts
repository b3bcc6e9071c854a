// A block of a README under a comment that names a file is that file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'packages/mock/README.md'), 'utf8');
const blocks = [...readme.matchAll(/<!-- (\S+) -->\n```\w+\n(.*?)```/gs)].map(([, file = '', text = '']) => [file, text] as const);

it.each(blocks)('the README of the mock shows %s as it is', (file, text) => {
  expect(text).toBe(readFileSync(join(root, file), 'utf8'));
});

it('shows each way to test', () => {
  expect(blocks.map(([file]) => file)).toEqual([
    'examples/test/contract.test.ts',
    'examples/answer-from-mock.ts',
    'examples/over-http.sh',
    'examples/over_http.py',
  ]);
});
