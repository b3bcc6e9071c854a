import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument, specFolder } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { runProcess } from '../../../scripts/testing/process.ts';
import { listSamples } from '../src/code-samples.ts';

const documents = ['openapi.json', 'openapi.zh-CN.json'] as const;
const typescript = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

it.each(['TypeScript', 'Shell'])('each operation, and each example of its request, has a sample in %s', (language) => {
  for (const document of documents.map((name) => readDocument(join(specFolder, 'dist', name)))) {
    const expected = listOperations(document).flatMap(({ operationId, requestBody }) => {
      const examples = Object.keys(requestBody?.examples ?? {});
      return examples.length === 0 ? [operationId] : examples.map((example) => `${operationId}.${example}`);
    });
    const samples = listSamples(document).filter(({ lang }) => lang === language);
    expect(samples.map(({ name }) => name)).toEqual(expected);
  }
});

it('the samples in TypeScript compile against the client', async () => {
  const folder = join(import.meta.dirname, '../test-results/compiled-samples');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of documents) {
    const samples = listSamples(readDocument(join(specFolder, 'dist', name))).filter(({ lang }) => lang === 'TypeScript');
    for (const sample of samples) writeFileSync(join(folder, `${name}.${sample.name}.ts`), `${sample.source}\n`);
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] }));
  expect(await runProcess(process.execPath, [typescript, '--noEmit', '-p', folder])).toEqual({ status: 0, stdout: '', stderr: '' });
});
