import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFamilies } from '@dli-openapi/authoring/new-operation/input';
import { root, specFolder } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';

it('README counts the operations, all and of each family', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, all, ofFamilies = ''] = /are (\d+) live operations: ([^.]*)\./.exec(readme) ?? [];
  const counts = listFamilies().map((family) => globSync(`operations/${family}/*.yaml`, { cwd: specFolder }).length);
  expect([...ofFamilies.matchAll(/\((\d+)\)/g)].map(([, count]) => Number(count)).sort()).toEqual(counts.toSorted());
  expect(Number(all)).toBe(counts.reduce((sum, count) => sum + count, 0));
});
