import { type Document, listOperations, type Operation } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import { listCodeSamples } from '../src/code-samples/samples.ts';

describe('a sample of code', () => {
  const parameter = (name: string, fields: object) => ({ name, in: 'query', schema: { type: 'string', examples: [name] }, ...fields });
  const small = (parameters: object[], requestBody?: object): [Document, Operation] => {
    const project = parameter('project_id', { in: 'path', required: true });
    const node = { operationId: 'listThings', tags: ['Things'], parameters: [project, ...parameters], requestBody, responses: {} };
    const servers = [{ url: 'https://dli.{region}.example', variables: { region: { default: 'cn-north-4' } } }];
    const document = { servers, paths: { '/{project_id}': { get: node } }, components: {} } as unknown as Document;
    return [document, ...(listOperations(document) as [Operation])];
  };
  const listSources = (language: string, ...given: Parameters<typeof small>) =>
    listCodeSamples(...small(...given)).flatMap(({ lang, source }) => (lang === language ? [source] : []));
  const readCall = (...given: Parameters<typeof small>) =>
    listSources('TypeScript', ...given).map((source) => source.slice(source.indexOf('const result')));

  it('omits an input that would be empty', () => {
    expect(readCall([])).toEqual(['const result = await dli.listThings();']);
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
    expect(readCall(given)).toEqual(["const result = await dli.listThings({ d: 'd', a: 'a', b: 'b' });"]);
  });

  it('has a name that is not an identifier, and text of several lines with quotes, as a programmer would write them', () => {
    const schema = { type: 'object', properties: { 'db-name': {}, sql: {} } };
    const value = { 'db-name': "it's", sql: 'select `a`,\n  \'b\', "c"' };
    const [call] = readCall([], { content: { 'application/json': { schema, examples: { one: { value } } } } });
    expect(call).toBe(`const result = await dli.listThings({
  'db-name': "it's",
  sql: 'select \`a\`,\\n  \\'b\\', "c"'
});`);
  });

  it('needs an example of each required parameter', () => {
    expect(() => readCall([parameter('name', { required: true, schema: { type: 'string' } })])).toThrow(
      'listThings: name has no example; give its schema `examples`',
    );
  });

  it('omits the method that curl uses by default, and quotes whatever a shell would interpret', () => {
    const value = { sql: "it's `a`\n$HOME %41 \\ 中文" };
    const content = { 'application/json': { schema: { type: 'object', properties: { sql: {} } }, examples: { one: { value } } } };
    const odd = parameter('job-name', { required: true, schema: { type: 'string', examples: ['a b&c=中'] } });
    expect(listSources('Shell', [odd], { content })).toEqual([
      `curl -X GET 'https://dli.cn-north-4.example/project_id?job-name=a%20b%26c%3D%E4%B8%AD' \\
  -H "X-Auth-Token: $DLI_TOKEN" \\
  -H 'Content-Type: application/json' \\
  --data-raw '{
  "sql": "it'\\''s \`a\`\\n$HOME %41 \\\\ 中文"
}'`,
    ]);
    expect(listSources('Shell', [])).toEqual([
      `curl 'https://dli.cn-north-4.example/project_id' \\
  -H "X-Auth-Token: $DLI_TOKEN"`,
    ]);
  });

  it('has each item of a list in curl under the name of the parameter', () => {
    const list = parameter('kinds', { required: true, schema: { type: 'array', examples: [['a', 'b']] } });
    expect(listSources('Shell', [list])[0]).toContain('project_id?kinds=a&kinds=b');
  });
});
