import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const promised = [...read('SECURITY.md').matchAll(/\[([^\]]+)\]\(([^)]+\.test\.ts)\)/g)].map(([, name = '', file = '']) => ({
  name,
  file,
}));

it('every test that SECURITY.md names exists', () => {
  expect(promised.length).toBeGreaterThan(0);
  expect(promised.filter(({ name, file }) => !read(file).includes(name))).toEqual([]);
});
