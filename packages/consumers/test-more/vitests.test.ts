import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { commands } from '../src/runtimes.ts';
import { compile } from '../src/typescript.ts';
import { majors } from '../src/vitests.ts';

const { folder, warnings } = inject('vitests');

const oldestNodes = { 3: commands['Node 20'], 4: commands['Node 20'], 5: commands['Node 22'] };

it('installing on Node 20 warns of nothing except vitest 5 itself', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(folder, '5/package.json'), 'utf8'));
  expect(warnings).toEqual([expect.stringContaining(`Unsupported engine for vitest@${devDependencies.vitest}:`)]);
});

describe.each(majors)('with vitest %s', (major) => {
  const project = join(folder, major);
  const execute = oldestNodes[major];

  it.skipIf(!execute)('the matchers pass and fail with a reason on the oldest supported Node', async () => {
    const printed = await execute?.(project, 'node_modules/vitest/vitest.mjs', 'run');
    expect(stripVTControlCharacters(printed ?? '')).toMatch(/Tests +3 passed \(3\)/);
  });

  it('the types of the matchers report mistakes only', async () => {
    const mistakes = `import { createMock } from '@dli-openapi/mock';
import '@dli-openapi/mock/vitest';
import { expect } from 'vitest';
expect(createMock()).toHaveReceived('createFlinkJob');
expect(createMock()).toHaveReceived('createFlinkJarJob', { nam: 'x' });
expect(createMock()).toHaveReceivedTimes('createFlinkJarJob', '2');
expect(createMock()).not.toHaveNoViolations(1);
`;
    writeFileSync(join(project, 'matching/mistakes.ts'), mistakes);
    const complaints = await compile(project, ['matching'], { noEmit: true });
    // Errors in vitest's own declarations do not count.
    const ours = complaints.split('\n').filter((line) => /^matching\/|@dli-openapi/.test(line));
    expect(ours.map((line) => line.split(',')[0])).toEqual([4, 5, 6, 7].map((line) => `matching/mistakes.ts(${line}`));
  });
});
