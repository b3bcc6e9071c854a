import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFamilies } from '@dli-openapi/authoring/new-operation/input';
import { root, specFolder } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';

it('README lists all families, and counts the operations of each', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, all, ofFamilies = '', deprecated] = /are (\d+) operations[^:]*: ([^.]*)\. Of these, (\d+) are\s+deprecated/.exec(readme) ?? [];
  const listed = [...ofFamilies.matchAll(/(?:^|, |\sand )([^(]+?)\s\((\d+)\)/g)].map(
    ([, name = '', count]) => [name.toLowerCase().replaceAll(/\s/g, '-'), Number(count)] as const,
  );
  const families = listFamilies().map((family) => [family, globSync(`operations/${family}/*.yaml`, { cwd: specFolder }).length] as const);
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(families));
  const operations = globSync('operations/*/*.yaml', { cwd: specFolder });
  const isDeprecated = (name: string) => /^deprecated: true$/m.test(readFileSync(join(specFolder, name), 'utf8'));
  expect([Number(all), Number(deprecated)]).toEqual([operations.length, operations.filter(isDeprecated).length]);
});
