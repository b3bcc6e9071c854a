import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenApiDocument } from '@dli-openapi/spec';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { compileGenerated, generated, readWith } from '../src/tools.ts';

const dist = join(inject('project').folder, 'node_modules/@dli-openapi/spec/dist');
const editions = ['openapi', 'openapi.zh-CN', 'openapi-3.0', 'openapi-3.0.zh-CN'];
/**
 * Each version of OpenAPI, each language and each format once. Other combinations would show no other problem: versions differ in schemas,
 * languages in texts only, as the conformance tests find, and formats not at all.
 */
const documents = ['openapi.yaml', 'openapi-3.0.zh-CN.json'].map((file) => join(dist, file));

/** What generates TypeScript, with the version of zod that it is for. */
const generators = {
  kubb: 'zod',
  orval: 'zod',
  'hey-api': 'zod',
  oazapfts: 'zod',
  'openapi-typescript': 'zod',
  'swagger-typescript-api': 'zod',
  'openapi-zod-client': 'zod-3',
  'mcp-generator': 'zod-3',
} as const;

const generating = new Map<string, Promise<string[]>>();
/** Runs a generator on the documents, once. */
function generate(generator: string): Promise<string[]> {
  const known = generating.get(generator) ?? readWith(generator, documents);
  generating.set(generator, known);
  return known;
}

describe('of the published documents', () => {
  it('the YAML is the same as the JSON', () => {
    for (const edition of editions) {
      const [yaml = '', json = ''] = ['yaml', 'json'].map((format) => readFileSync(join(dist, `${edition}.${format}`), 'utf8'));
      expect(parse(yaml)).toEqual(JSON.parse(json));
    }
  });

  // Not concurrent: Vitest has a worker for each core already, and a program has to end within the limit of its test.
  it.each(['swagger-parser', 'seriousme', 'redocly', 'spectral'])('%s finds each valid, without warnings', async (judge) => {
    expect(await readWith(judge, documents)).toEqual([]);
  });

  it('Postman makes a collection of each, with a request for each operation', async () => {
    expect(await readWith('postman', documents)).toEqual([]);
  });

  it('openapi-backend, which reads 3.0, accepts each example of a request, and refuses a misspelt property in it', async () => {
    expect(
      await readWith(
        'openapi-backend',
        documents.filter((file) => file.includes('3.0')),
      ),
    ).toEqual([]);
  });

  it.each(Object.entries(generators))('%s reads each, and what it generates compiles', async (generator, zod) => {
    expect(await generate(generator)).toEqual([]);
    expect(await compileGenerated(generator, zod)).toBe('');
  });
});

describe('an update that sends only a name', () => {
  const update = { name: 'renamed' };

  it('is not completed by the schemas for zod', async () => {
    const schemas = {
      'kubb/zod.ts': 'updateFlinkSqlJobRequestSchema',
      'orval/zod.ts': 'UpdateFlinkSqlJobBody',
      'hey-api/zod.gen.ts': 'zUpdateFlinkSqlJobRequest',
    };
    await Promise.all(['kubb', 'orval', 'hey-api'].map(generate));
    for (const [file, name] of Object.entries(schemas)) {
      const { [name]: schema } = await import(join(generated, 'openapi', file));
      expect(schema.parse(update), file).toEqual(update);
    }
  });

  it('has the type of an update by openapi-typescript, unlike one with a misspelt name', async () => {
    const program = `import type { components } from './index.ts';
const updates: components['schemas']['UpdateFlinkSqlJobRequest'][] = [
  ${JSON.stringify(update)},
  { nam: 'renamed' },
];
export default updates;
`;
    await generate('openapi-typescript');
    writeFileSync(join(generated, 'openapi/openapi-typescript/update.ts'), program);
    const complaints = await compileGenerated('openapi-typescript', 'zod');
    expect([...complaints.matchAll(/update\.ts\((\d+),/g)].map(([, line]) => line)).toEqual(['4']);
  });
});

describe('a document with a fault is refused by', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'documents-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  type Fault = [program: string, spoil: (document: OpenApiDocument) => void, objection: string, edition?: string];
  /** The only path that the documents keep, so that they are read faster. */
  const kept = '/v1.0/{project_id}/jobs/check-sql';
  const leadNowhere = ({ components }: OpenApiDocument) =>
    Object.assign(components.schemas, { CheckSqlRequest: { $ref: '#/components/schemas/Nothing' } });
  const faults: Fault[] = [
    ['swagger-parser', ({ servers }) => Object.assign(servers[0]?.variables.region ?? {}, { description: 'Any.' }), 'unevaluated'],
    ['seriousme', (document) => Object.assign(document, { info: undefined }), "must have required property 'info'"],
    ['redocly', ({ info }) => Object.assign(info, { license: undefined }), 'info-license'],
    ['spectral', ({ info }) => Object.assign(info, { contact: undefined }), 'info-contact'],
    ['kubb', ({ components }) => Object.assign(components.schemas, { SqlValue: { type: ['string', 'number', 'boolean'] } }), 'plugin-ts'],
    [
      'hey-api',
      ({ components }) => Object.assign(components.schemas, { CheckSqlResponse: components.schemas.CheckSqlRequest }),
      'CheckSqlResponse',
    ],
    ['oazapfts', leadNowhere, '"Nothing" does not exist'],
    ['openapi-typescript', leadNowhere, "Can't resolve $ref"],
    ['mcp-generator', leadNowhere, '"Nothing" does not exist'],
    [
      'openapi-backend',
      ({ components }) => Object.assign(components.schemas.CheckSqlRequest ?? {}, { additionalProperties: true }),
      'an unknown property is accepted',
      'openapi-3.0',
    ],
    ['postman', ({ paths }) => Object.assign(paths, { '/v0': { query: {} } }), '1 requests of 2 operations'],
  ];

  it.each(faults)('%s', async (program, spoil, objection, edition = 'openapi') => {
    const document = JSON.parse(readFileSync(join(dist, `${edition}.json`), 'utf8'));
    document.paths = { [kept]: document.paths[kept] };
    spoil(document);
    const file = join(folder, `${program}.json`);
    writeFileSync(file, JSON.stringify(document));
    expect((await readWith(program, [file])).join('\n')).toContain(objection);
  });
});
