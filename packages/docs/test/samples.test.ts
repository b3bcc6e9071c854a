import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Document, type Operation, operationsOf, readDocument, resolve } from '@dli-openapi/scripts/document';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { presentDocument } from '../src/reference/present.ts';
import { codeSamplesOf } from '../src/reference/samples.ts';

const folder = fileURLToPath(new URL('../test-results/samples', import.meta.url));
const typescript = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
const document = readDocument();
const samples = operationsOf(presentDocument(document)).flatMap((operation) =>
  (operation.node['x-codeSamples'] as ReturnType<typeof codeSamplesOf>).map(({ source, example }) => {
    const name = example === undefined ? operation.operationId : `${operation.operationId}.${example}`;
    return { name, file: join(folder, `${name}.ts`), source, operation, example };
  }),
);

describe('the samples of code', () => {
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const { file, source } of samples) writeFileSync(file, `${source}\n`);
    const options = { extends: '../../tsconfig.json', include: ['*.ts'], exclude: [] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });

  it('are there for each operation and each example of its request', () => {
    const expected = operationsOf(document).flatMap(({ operationId, requestBody }) => {
      const examples = Object.keys(requestBody?.examples ?? {});
      return examples.length === 0 ? [operationId] : examples.map((example) => `${operationId}.${example}`);
    });
    expect(samples.map(({ name }) => name)).toEqual(expected);
  });

  it('compile against the client', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [typescript, '--noEmit', '-p', folder], { encoding: 'utf8' });
    expect([status, stdout + stderr]).toEqual([0, '']);
  });

  it.each(samples)('send what the document says: $name', async ({ file, operation, example }) => {
    const requests: Request[] = [];
    vi.stubEnv('DLI_TOKEN', 'token');
    vi.stubGlobal('fetch', async (...given: Parameters<typeof fetch>) => {
      requests.push(new Request(...given));
      return Response.json({});
    });
    await import(file);
    expect(requests).toHaveLength(1);
    const [request] = requests as [Request];
    const sent = operation.requestBody?.examples[example ?? '']?.value;
    const expected = (name: string) => (sent as Record<string, unknown> | undefined)?.[name] ?? exampleOf(operation, name);
    const { origin, pathname, searchParams } = new URL(request.url);
    expect([request.method, origin]).toEqual([operation.method.toUpperCase(), 'https://dli.cn-north-4.myhuaweicloud.com']);
    expect(pathname).toBe(operation.path.replace(/\{(\w+)\}/g, (_match, name: string) => String(expected(name))));
    for (const [name, value] of searchParams) expect([name, value]).toEqual([name, String(expected(name))]);
    const body = await request.text();
    expect(body === '' ? undefined : JSON.parse(body)).toEqual(sent);
  });
});

describe('a sample of code', () => {
  const parameter = (name: string, fields: object) => ({ name, in: 'query', schema: { type: 'string', examples: [name] }, ...fields });
  const small = (parameters: object[], requestBody?: object): [Document, Operation] => {
    const project = parameter('project_id', { in: 'path', required: true });
    const node = { operationId: 'listThings', tags: ['Things'], parameters: [project, ...parameters], requestBody, responses: {} };
    const servers = [{ variables: { region: { default: 'cn-north-4' } } }];
    const made = { servers, paths: { '/{project_id}': { get: node } }, components: {} } as unknown as Document;
    return [made, ...(operationsOf(made) as [Operation])];
  };
  const callOf = (...given: Parameters<typeof small>) =>
    codeSamplesOf(...small(...given)).map(({ source }) => source.slice(source.indexOf('const result')));

  it('leaves out an input that would be empty', () => {
    expect(callOf([])).toEqual(['const result = await dli.listThings();']);
  });

  it('has what is required, and two filters that have no default', () => {
    const paging = { schema: { type: 'integer', default: 50, examples: [50] } };
    const given = [
      parameter('page-size', paging),
      parameter('a', {}),
      parameter('b', {}),
      parameter('c', {}),
      parameter('d', { required: true }),
    ];
    expect(callOf(given)).toEqual(["const result = await dli.listThings({ d: 'd', a: 'a', b: 'b' });"]);
  });

  it('has a name that is no identifier, and text of several lines with quotes, as a programmer would write them', () => {
    const schema = { type: 'object', properties: { 'db-name': {}, sql: {} } };
    const value = { 'db-name': "it's", sql: 'select `a`,\n  \'b\', "c"' };
    const [call] = callOf([], { content: { 'application/json': { schema, examples: { one: { value } } } } });
    expect(call).toBe(`const result = await dli.listThings({
  'db-name': "it's",
  sql: 'select \`a\`,\\n  \\'b\\', "c"'
});`);
  });

  it('cannot be made of a required parameter without an example', () => {
    expect(() => callOf([parameter('name', { required: true, schema: { type: 'string' } })])).toThrow(
      'listThings: name has no example; give its schema `examples`',
    );
  });
});

function exampleOf({ parameters }: Operation, name: string): unknown {
  const schema = resolve(document, parameters.find((parameter) => parameter.name === name)?.schema ?? {});
  const [example] = (schema.examples ?? schema.enum) as unknown[];
  return example;
}
