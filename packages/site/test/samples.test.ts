// What readers copy succeeds on the server of `npm start`, as it is when it starts.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { afterEach, expect, it, vi } from 'vitest';
import { demo, fillSandbox } from '../src/demo.ts';

const folder = join(import.meta.dirname, '../test-results/samples');
const samples = listOperations(readDocument()).map(({ operationId, node }) => {
  const all = node['x-codeSamples'] as { lang: string; source: string }[];
  return { operationId, source: all.find(({ lang }) => lang === 'TypeScript')?.source ?? '' };
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

it.each(samples)('the first sample of $operationId', async ({ operationId, source }) => {
  const mock = createMock({ sandbox: { seed: demo } });
  await fillSandbox(mock);
  vi.stubEnv('DLI_TOKEN', 'any');
  vi.stubGlobal('fetch', mock.fetch);
  const file = join(folder, `${operationId}.ts`);
  rmSync(file, { force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${source}\nexport default result;\n`);
  const { default: result } = (await import(file)) as { default: unknown };
  // Calls of several jobs succeed as a whole even when one of them fails.
  expect(JSON.stringify(result, (_, value) => (typeof value === 'bigint' ? String(value) : value)) ?? '').not.toMatch(
    /"is_success":"?false/,
  );
  await mock.close();
});
