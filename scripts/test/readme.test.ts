import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { families } from '../new-operation/asked.ts';
import { root, specFolder } from '../paths.ts';

it('README counts the operations, all and of each family', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, all, ofFamilies = ''] = /the (\d+) live operations on jobs: (.*)\./.exec(readme) ?? [];
  const counts = families().map((family) => globSync(`operations/${family}/*.yaml`, { cwd: specFolder }).length);
  expect([...ofFamilies.matchAll(/\((\d+)\)/g)].map(([, count]) => Number(count)).sort()).toEqual(counts.toSorted());
  expect(Number(all)).toBe(counts.reduce((sum, count) => sum + count, 0));
});
