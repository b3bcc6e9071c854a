import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from '@dli-openapi/client';
import { createMock, type RecordedCall } from '@dli-openapi/mock';
import { type Operation, resolve } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runProcess } from '../../../scripts/testing/process.ts';
import { listSamples, type NamedSample } from '../src/code-samples.ts';
import { listFaults } from '../src/faults.ts';

const document = readDocument();
const samples = listSamples(document);
const published = 'https://dli.cn-north-4.myhuaweicloud.com';

describe('the samples of the document', () => {
  const mock = createMock({ strict: true });
  let url: string;

  beforeAll(async () => {
    ({ url } = await mock.listen({ port: 0 }));
  });
  afterAll(() => mock.close());
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });

  it('in TypeScript send the examples', async () => {
    const folder = join(import.meta.dirname, '../test-results/code-samples');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    vi.stubEnv('DLI_TOKEN', 'token');
    const send = fetch;
    vi.stubGlobal('fetch', (...args: Parameters<typeof fetch>) => {
      const request = new Request(...args);
      return send(new Request(request.url.replace(published, url), request));
    });
    const faults = await listSampleFaults('TypeScript', async ({ name, source, operation, example }) => {
      writeFileSync(join(folder, `${name}.ts`), `${source}\n`);
      // The client throws unless the response is a success.
      await import(join(folder, `${name}.ts`));
      expectSent(operation, example);
    });
    expect(faults).toEqual([]);
  });

  it.skipIf(!isThere('curl') || !isThere('sh'))('for curl send the examples', async () => {
    const faults = await listSampleFaults('Shell', async ({ source, operation, example }) => {
      const [status] = await run(
        `curl() { command curl --silent --show-error --output /dev/null --write-out '%{http_code}' "$@"; printf '\\0'; }`,
        source,
      );
      expect(Number(status)).toBeLessThan(300);
      expectSent(operation, example);
    });
    expect(faults).toEqual([]);
  });

  // The arguments that a shell passes, which needs no curl.
  it.skipIf(!isThere('sh'))('for a shell are the arguments that curl needs', async () => {
    const faults = await listSampleFaults('Shell', async ({ source, operation, example }) => {
      const words = await run(`curl() { printf '%s\\0' "$@"; }`, source);
      const listOptions = (option: string) => words.flatMap((word, at) => (words[at - 1] === option ? [word] : []));
      const body = getBody(operation, example);
      expect(listOptions('-X')).toEqual(operation.method === (body ? 'post' : 'get') ? [] : [operation.method.toUpperCase()]);
      expect(listOptions('-H')).toEqual(['X-Auth-Token: token', ...(body ? ['Content-Type: application/json'] : [])]);
      expect(listOptions('--data-raw').map((text) => JSON.parse(text))).toEqual(body ? [body] : []);
      expect(words.filter((word) => word.startsWith(url))).toHaveLength(1);
    });
    expect(faults).toEqual([]);
  });

  function listSampleFaults(language: string, check: (sample: NamedSample) => Promise<void>): Promise<string[]> {
    const own = samples.filter(({ lang }) => lang === language);
    expect(own).not.toEqual([]);
    return listFaults(
      own,
      ({ name }) => name,
      (sample) => {
        mock.reset();
        return check(sample);
      },
    );
  }

  /** Runs a sample after a definition of `curl`, and returns its output, split at each NUL. */
  async function run(definition: string, source: string): Promise<string[]> {
    const script = `${definition}\n${source.replaceAll(published, url)}\n`;
    const { status, stdout, stderr } = await runProcess('sh', ['-c', script], { env: { ...process.env, DLI_TOKEN: 'token' } });
    expect([status, stderr]).toEqual([0, '']);
    return stdout.split('\0').slice(0, -1);
  }

  function expectSent(operation: Operation, example: NamedSample['example']): void {
    expect(mock.calls.map(({ operationId }) => operationId)).toEqual([operation.operationId]);
    const [{ method, path, input, violations }] = mock.calls as unknown as [RecordedCall];
    expect([method, violations]).toEqual([operation.method.toUpperCase(), []]);
    // Recorded calls hold no secrets.
    const value = redact(getBody(operation, example) ?? {}) as Record<string, unknown>;
    expect(input).toEqual(expect.objectContaining(value));
    const readExpected = (name: string) => String(value[name] ?? getExample(operation, name));
    for (const [name, sent] of Object.entries(input))
      if (!(name in value)) expect([name, String(sent)]).toEqual([name, readExpected(name)]);
    const [pathname] = path.split('?');
    expect(pathname).toBe(operation.path.replace(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(readExpected(name))));
  }
});

function getBody({ requestBody }: Operation, example: NamedSample['example']): unknown {
  return requestBody?.examples[example ?? '']?.value;
}

function getExample({ parameters }: Operation, name: string): unknown {
  const schema = resolve(document, parameters.find((parameter) => parameter.name === name)?.schema ?? {});
  const [first] = (schema.examples ?? schema.enum) as unknown[];
  return first;
}

function isThere(command: string): boolean {
  const { error } = spawnSync(command, command === 'sh' ? ['-c', ':'] : ['--version']);
  if (error) console.warn(`Samples for curl are not run: ${command} is missing (${error.message}).`);
  return error === undefined;
}
