// What the guide about modules says of jest and of older settings of TypeScript.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { commands } from '../src/runtimes.ts';
import { compile, compilers } from '../src/typescript.ts';

const { folder } = inject('project');
const jest = fileURLToPath(new URL('../runtimes/node_modules/jest/bin/jest.js', import.meta.url));

const test = `
  test('lists', async () => {
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const dli = createDliClient({ region: 'cn-north-4', projectId: 'p', credentials, fetch: createMock().fetch, validate: true });
    expect((await dli.listFlinkJobs()).job_list).toBeDefined();
  });
`;

beforeAll(() => {
  mkdirSync(join(folder, 'jest'));
  const config = { rootDir: 'jest', testMatch: ['**/*.test.*'], moduleFileExtensions: ['js', 'cjs', 'mjs', 'json'] };
  writeFileSync(join(folder, 'jest.json'), JSON.stringify(config));
  const imported = `import { createDliClient } from '@dli-openapi/client'; import { createMock } from '@dli-openapi/mock';`;
  writeFileSync(join(folder, 'jest/module.test.mjs'), imported + test);
  const required = `const { createDliClient } = require('@dli-openapi/client'); const { createMock } = require('@dli-openapi/mock');`;
  writeFileSync(join(folder, 'jest/required.test.cjs'), required + test);
});

describe.each(['Node 20', 'Node 22', 'Node 24', 'Node 26'] as const)('jest on %s', (name) => {
  const execute = commands[name];
  const config = ['--config', 'jest.json', '--ci', '--silent'];

  it.skipIf(!execute)('runs tests that are ES modules', async () => {
    await execute?.(folder, '--experimental-vm-modules', jest, ...config, 'module');
  });

  it.skipIf(!execute)('cannot require the packages', async () => {
    await expect(execute?.(folder, jest, ...config, 'required')).rejects.toThrow('Cannot use import statement outside a module');
  });
});

describe('TypeScript', () => {
  const program = `
    import { createDliClient } from '@dli-openapi/client';
    import { listFlinkJobs } from '@dli-openapi/client/operations';
    export const run = () => createDliClient({ region: 'cn-north-4' }).call(listFlinkJobs);
  `;
  beforeAll(() => {
    for (const kind of ['cts', 'mts']) {
      mkdirSync(join(folder, kind));
      writeFileSync(join(folder, kind, `main.${kind}`), program);
    }
  });
  const older = { verbatimModuleSyntax: false, noEmit: true };

  it.each([
    ['TypeScript 7', 'nodenext', 'nodenext', 'cts', ''],
    ['TypeScript 7', 'node20', 'node16', 'cts', ''],
    ['TypeScript 7', 'node16', 'node16', 'mts', ''],
    ['TypeScript 7', 'node18', 'node16', 'mts', ''],
    ['TypeScript 7', 'node16', 'node16', 'cts', 'TS1479'],
    ['TypeScript 7', 'preserve', 'bundler', 'mts', ''],
    ['TypeScript 7', 'esnext', 'bundler', 'mts', ''],
    ['TypeScript 7', 'commonjs', 'node10', 'cts', 'TS5108'],
    ['TypeScript 6', 'commonjs', 'node10', 'cts', 'TS5107'],
    ['TypeScript 5', 'node20', 'node16', 'cts', ''],
    ['TypeScript 5', 'node16', 'node16', 'cts', 'TS1479'],
    ['TypeScript 5', 'commonjs', 'node10', 'cts', 'TS2307'],
  ] as const)('%s with module %s and moduleResolution %s, in a .%s: %s', async (compiler, module, moduleResolution, kind, error) => {
    // The declarations need no check where the program has to fail.
    const skipLibCheck = error !== '';
    const rewriteRelativeImportExtensions = module !== 'commonjs';
    const options = { ...older, module, moduleResolution, skipLibCheck, rewriteRelativeImportExtensions };
    const complaints = await compile(folder, [kind], options, compilers[compiler]);
    if (error === '') expect(complaints).toBe('');
    else expect(complaints).toContain(error);
  });
});
