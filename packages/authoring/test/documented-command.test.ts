import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDocumented } from '../src/documented/command.ts';
import type { Correction } from '../src/documented/corrections.ts';
import { Corrections } from '../src/documented/corrections.ts';
import { documentedFolder, readDocumented } from '../src/documented/files.ts';

let folder = '';
let corrections: Correction[] = [];
let printed: string[] = [];
let errors: string[] = [];

beforeEach(() => {
  corrections = [];
  folder = mkdtempSync(join(tmpdir(), 'documented-'));
  mkdirSync(join(folder, 'documented'));
  write('documented/common.jsonl', { header: 'X-Auth-Token' });
  writeFileSync(join(folder, 'documented/listTrees.jsonl'), listTrees.map((line) => JSON.stringify(line)).join('\n'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): number {
  printed = [];
  errors = [];
  return runDocumented(args, {
    print: (line) => printed.push(...line.split('\n')),
    printError: (line) => errors.push(line),
    folder: join(folder, 'documented'),
    corrections: new Corrections(corrections),
  });
}

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const listTrees = [
  { operation: 'listTrees', method: 'get', path: '/v9/{garden_id}/trees' },
  { page: 'zh-2021', docId: 'dli_99_0001', statuses: ['200'], errorCodes: [] },
  { page: 'sdk-2026', statuses: [], errorCodes: [] },
  { at: 'path.garden_id', required: true, type: 'string', sources: ['zh-2021', 'sdk-2026'] },
  { at: 'query.limit', type: 'integer', maximum: 10, sources: ['zh-2021'] },
];

const createPage = (docId: string, path: string, most: number): string => `# 树<a name="${docId}"></a>

## URI

GET ${path}

|参数名称|参数类型|说明|
|-|-|-|
|garden_id|String|果园。|
|limit|Integer|最大值为${most}。|

## 状态码

|状态码|描述|
|-|-|
|200|好。|
`;

const listPages = (operationId: string): string[] =>
  readDocumented(join(folder, 'documented'))
    .operations.filter((operation) => operation.operationId === operationId)
    .flatMap(({ pages }) =>
      pages.map(({ source, rows }) => `${source}: ${rows.map(({ name, maximum }) => `${name} ${maximum}`).join(', ')}`),
    );

describe('a page', () => {
  it('is compared with the page of the same id, and nothing is written', () => {
    const before = listPages('listTrees');
    expect(run(write('a.md', createPage('dli_99_0001', '/v9/{garden_id}/trees', 20)))).toBe(0);
    expect(printed).toEqual([
      'listTrees, zh-2021: 2 rows, unlike spec/documented',
      '  ~ path.garden_id: required true → nothing',
      '  ~ query.limit: maximum 10 → 20',
      'Nothing is written. Add --write to put this into spec/documented.',
    ]);
    expect(listPages('listTrees')).toEqual(before);
  });

  it('is found by its path if its id is new, whatever the names of its parameters', () => {
    expect(run('--source', 'zh-2026', write('a.md', createPage('dli_99_0009', '/v9/{id}/trees', 20)))).toBe(0);
    expect(printed[0]).toContain('the page says GET /v9/{id}/trees, and spec/documented GET /v9/{garden_id}/trees');
    expect(printed).toContain('listTrees, zh-2026: 2 rows, unlike the page zh-2021 in spec/documented');
  });

  it('of a later snapshot is written first, and replaced by a second reading', () => {
    expect(run('--source', 'zh-2026', '--write', write('a.md', createPage('dli_99_0001', '/v9/{garden_id}/trees', 20)))).toBe(0);
    expect(printed.at(-1)).toBe(`Written: ${join(folder, 'documented/listTrees.jsonl')}`);
    run('--source', 'zh-2026', '--write', write('a.md', createPage('dli_99_0001', '/v9/{garden_id}/trees', 30)));
    expect(listPages('listTrees')).toEqual([
      'zh-2026: garden_id undefined, limit 30',
      'zh-2021: garden_id undefined, limit 10',
      'sdk-2026: garden_id undefined',
    ]);
    expect(run('--source', 'zh-2026', join(folder, 'a.md'))).toBe(0);
    expect(printed).toEqual(['listTrees, zh-2026: 2 rows, as in spec/documented']);
  });

  it('of a new operation creates its file', () => {
    const args = ['--operation', 'listHedges', '--source', 'zh-2026', '--write'];
    expect(run(...args, write('a.md', createPage('dli_99_0002', '/v9/{garden_id}/hedges', 20)))).toBe(0);
    expect(printed[0]).toBe('listHedges, zh-2026: 2 rows, new');
    expect(listPages('listHedges')).toEqual(['zh-2026: garden_id undefined, limit 20']);
  });

  it('is refused with what to do, and nothing is written', () => {
    const known = write('known.md', createPage('dli_99_0001', '/v9/{garden_id}/trees', 20));
    const other = write('other.md', createPage('dli_99_0002', '/v9/{garden_id}/hedges', 20));
    const english = write('english.md', '# Trees\n\n## URI\n\nGET /v9/{x}/trees\n\n|Parameter|Type|\n|-|-|\n|x|String|\n');
    const cases: [args: string[], message: string][] = [
      [[], 'Name a page or a folder.\nnpm run documented -- <page>…'],
      [['--foo'], "Unknown option '--foo'"],
      [[join(folder, 'none.md')], 'none.md: no such file or folder'],
      [[folder], 'holds neither facts (index.json) nor models of the SDK'],
      [[other], 'spec/documented has neither a page dli_99_0002 nor GET /v9/{garden_id}/hedges. If the operation is new, name it'],
      [['--operation', '../x', other], '"../x" is not an operationId'],
      [['--source', 'zh-26', known], '"zh-26" is not a source. Use one of seed, zh-2021'],
      [['--write', known], 'name the snapshot of the page before it is written: --source zh-2026'],
      [[english], 'spec/documented has no English page of listTrees. Name the snapshot'],
      [['--source', 'zh-2026', '--write', known, write('junk.md', 'junk')], 'junk.md:1: no line such as "GET /v1.0/{project_id}/…"'],
    ];
    const before = listPages('listTrees');
    const found = cases.map(([args, message]) =>
      run(...args) === 1 && errors.join('\n').includes(message) ? '' : `${args.join(' ')}: ${errors.join('\n')}`,
    );
    expect(found.filter(Boolean)).toEqual([]);
    expect(listPages('listTrees')).toEqual(before);
  });
});

describe('a folder of facts', () => {
  const writeFacts = (fields: object[]): string => {
    write('facts/index.json', [{ operationId: 'listTrees', file: 'listTrees.json' }]);
    const sdkRegions = [{ region: 'north-1', url: 'https://dli.north-1.example.com' }];
    write('facts/crosscutting.json', { errorBody: { error_code: 'string' }, headers: [{ name: 'X-Auth-Token' }], sdkRegions });
    const unnamed = ['{"name": "oak"}', '{"name": "oak", "id": 1}'].map((text) => ({
      role: 'unknown',
      text,
      json: JSON.parse(text) as unknown,
    }));
    const examples = [{ role: 'response', text: '{"a": 1}' }, ...unnamed];
    const page = { docId: 'dli_99_0001', fields, statusCodes: [{ code: '200' }], examples };
    const model = [{ location: 'query', pointer: 'limit', type: 'number', typeNorm: 'integer', enum: ['5', '10'] }];
    const sources = { 'zh-2021': [page], 'sdk-2026': { fields: model } };
    write('facts/listTrees.json', { method: 'GET', path: '/v9/{garden_id}/trees', sources });
    return join(folder, 'facts');
  };

  it('is read by the same rules for each operation, and written', () => {
    const limit = { location: 'query', pointer: 'limit', type: 'Integer', description: '最大值为20。', max: 99 };
    const name = { location: 'body', pointer: 'name', type: 'String' };
    expect(run(writeFacts([limit, name]), '--write')).toBe(0);
    expect(printed).toEqual([
      'listTrees, zh-2021: 2 rows, unlike spec/documented',
      '  ~ query.limit: maximum 10 → 20',
      '  + body.name {"type":"string"}',
      '  - path.garden_id {"required":true,"type":"string"}',
      '  + sample of the response {"value":{"a":1}}',
      '  + sample of the request {"value":{"name":"oak"}}',
      '  + sample of the response 2 {"value":{"name":"oak","id":1}}',
      'listTrees, sdk-2026: 1 rows, unlike spec/documented',
      '  + query.limit {"type":"integer","enum":[5,10]}',
      '  - path.garden_id {"required":true,"type":"string"}',
      `Written: ${join(folder, 'documented/listTrees.jsonl')}`,
    ]);
    expect(readDocumented(join(folder, 'documented')).common).toEqual({
      error: [{ location: 'error', pointer: 'error_code', name: 'error_code', type: 'string' }],
      regions: { 'example.com': ['north-1'] },
      credentials: ['X-Auth-Token'],
    });
  });

  it('is refused with all its faults, unused corrections included', () => {
    const createBlob = (pointer: string) => ({ location: 'query', pointer, type: 'Blob' });
    expect(run(writeFacts([createBlob('a'), createBlob('b')]), '--write')).toBe(1);
    expect(errors.join('\n').match(/type "Blob" is unknown/g)).toHaveLength(2);
    corrections = [{ pointers: ['query.none'], reason: '' }];
    expect(run(writeFacts([]))).toBe(1);
    expect(errors).toEqual(['correction 1 in corrections.json matches no row query.none: delete it']);
  });
});

describe('the models of the SDK', () => {
  const createModel = (name: string, properties: string, required = '', more = ''): string =>
    write(
      `sdk/model/${name}.ts`,
      `export class ${name} {\n${properties}\n    public constructor(x?: any) {\n${required}\n    }\n    public withX(x: any) {\n        this['x'] = x;\n    }\n}\n${more}`,
    );

  beforeEach(() => {
    createModel(
      'ListTreesRequest',
      "    private 'garden_id'?: string;\n    public limit?: number;\n    private 'X-Gardener'?: string;\n    public kind?: ListTreesRequestKindEnum | string;",
      "        this['garden_id'] = x;",
      "export enum ListTreesRequestKindEnum {\n    APPLE = 'apple',\n    PEAR = 'pear'\n}\n",
    );
    createModel('ListTreesResponse', '    public body?: Array<Tree>;');
    createModel('Tree', '    public name?: string;\n    public branches?: Array<Tree>;\n    public marks?: { [key: string]: string; };');
    write(
      'sdk/DliClient.ts',
      `const ParamCreater = () => {
    return {
        listTrees(listTreesRequest?: ListTreesRequest) {
            const options = {
                method: "GET",
                url: "/v9/{garden_id}/trees",
            };
            localVarHeaderParameter['X-Gardener'] = String(x);
            return options;
        },
    }
};
`,
    );
    write(
      'python/model/list_trees_request.py',
      `class ListTreesRequest:\n    openapi_types = {\n        'limit': 'int'\n    }\n    attribute_map = {\n        'limit': 'limit'\n    }\n    """\n        :param limit: 单位：秒\n    """\n`,
    );
  });

  it('have names, types, enums and what is required, and with those for Python integers and units', () => {
    expect(run(join(folder, 'sdk'), '--python', join(folder, 'python'), '--write')).toBe(0);
    const [operation] = readDocumented(join(folder, 'documented')).operations;
    const rows = operation?.pages.find(({ source }) => source === 'sdk-2026')?.rows ?? [];
    expect(rows.map(({ location, pointer, name: _name, ...rest }) => `${location} ${pointer} ${JSON.stringify(rest)}`)).toEqual([
      'path garden_id {"required":true,"type":"string"}',
      'query limit {"required":false,"type":"integer","unit":"s"}',
      'header X-Gardener {"required":false,"type":"string"}',
      'query kind {"required":false,"type":"string","enum":["apple","pear"]}',
      'response [] {"type":"array<object>"}',
      'response [].name {"required":false,"type":"string"}',
      'response [].branches {"required":false,"type":"array<object>"}',
      'response [].marks {"required":false,"type":"object"}',
    ]);
  });

  it('are refused with what is missing', () => {
    expect(run(join(folder, 'sdk'))).toBe(0);
    expect(printed[0]).toContain('Only the SDK for Python says which numbers are integers: --python <folder>.');
    expect(run(join(folder, 'sdk'), '--python', folder)).toBe(1);
    expect(errors[0]).toContain('is not a folder of the SDK for Python');
    cpSync(join(folder, 'documented/listTrees.jsonl'), join(folder, 'documented/moveTrees.jsonl'));
    write(
      'documented/moveTrees.jsonl',
      readFileSync(join(folder, 'documented/listTrees.jsonl'), 'utf8').replace('"listTrees"', '"moveTrees"'),
    );
    run(join(folder, 'sdk'));
    expect(printed).toContain('moveTrees: the SDK has no such operation.');
  });
});

const shared = join(root, '../shared');
// Any folder may have this name.
const isShared = existsSync(join(shared, 'facts/index.json')) && existsSync(join(shared, 'seeds'));
if (!isShared) console.log(`spec/documented is not compared with the pages and facts that it was read from: there is no ${shared}.`);

describe.skipIf(!isShared)('spec/documented has what is read from', () => {
  const readSources = (sources: string[]) => {
    const lines: string[] = [];
    const print = (line: string) => lines.push(line);
    return { code: runDocumented(sources, { print, printError: print, folder: documentedFolder }), lines };
  };
  const readsTheSame = expect.stringMatching(/^\w+, [\w-]+: \d+ rows, as in spec\/documented$/);

  it('the first five pages', () => {
    const files = readdirSync(join(shared, 'seeds')).map((name) => join(shared, 'seeds', name));
    expect(files).toHaveLength(5);
    expect(readSources(files)).toEqual({ code: 0, lines: files.map(() => readsTheSame) });
  });

  it('the folder of facts', () => {
    const { code, lines } = readSources([join(shared, 'facts')]);
    expect(code).toBe(0);
    expect(lines).not.toEqual([]);
    expect(lines).toEqual(lines.map(() => readsTheSame));
  });
});
