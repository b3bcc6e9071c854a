import { showDeviation } from '@dli-openapi/authoring/shown-deviations';
import type { Document, Schema } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import type { Language } from '../src/languages.ts';
import { type Facts, readKnowledge } from '../src/reference/knowledge.ts';
import { formatOperationMarkdown } from '../src/reference/operation-markdown.ts';
import { formatOperationPage } from '../src/reference/operation-page.ts';

const noFacts: Facts = { deviations: [], sources: {}, provenance: [], workflows: [] };

function createDocument(schema: Schema, examples: object = {}): Document {
  const json = { 'application/json': { schema, examples } };
  const failure = (name: string) => ({
    description: name,
    content: { 'application/json': { schema: { type: 'object' }, examples: { no: { summary: 'No', value: { error_code: 'DLI.0001' } } } } },
  });
  return {
    info: { title: 'Jobs' },
    servers: [{ url: 'https://dli.{region}.example' }],
    tags: [{ name: 'Flink jobs' }],
    'x-dli-error-codes': { 'DLI.0001': { status: 400, meaning: 'Wrong.', cure: 'Mend it.' } },
    components: {
      schemas: {
        FlinkJobStatus: { type: 'string', enum: ['job_init'], 'x-enumDescriptions': { job_init: 'A draft.' }, 'x-dli-transitions': [] },
      },
    },
    paths: {
      '/v1.0/{project_id}/jobs': {
        post: {
          operationId: 'createJob',
          summary: 'Create a job',
          description: 'Creates a job.',
          tags: ['Flink jobs'],
          parameters: [
            { name: 'project_id', in: 'path', required: true, description: 'The project.', schema: { type: 'string', examples: ['p'] } },
          ],
          requestBody: { content: json },
          responses: {
            200: { description: 'Done.', headers: { 'X-Request-Id': { description: 'Its ID.', schema: { type: 'string' } } } },
            400: failure('Refused.'),
            401: failure('Unknown.'),
          },
        },
      },
    },
  };
}

function format(
  schema: Schema,
  { examples = {}, facts = noFacts, language = 'en' as Language } = {},
): { page: string; text: string; markdown: string } {
  const knowledge = readKnowledge(language, createDocument({ type: 'object', ...schema }, examples), facts);
  const [model] = knowledge.operations;
  if (!model) throw new Error('The document has no operation');
  const page = formatOperationPage(knowledge, model);
  return { page, text: page.replace(/<[^>]*>/g, '').replace(/\s+/g, ' '), markdown: formatOperationMarkdown(knowledge, model) };
}

const formatField = (schema: Schema, language: Language = 'en') => {
  const { markdown } = format({ properties: { x: schema } }, { language });
  return /^- `body\.x` (.*)$/m.exec(markdown)?.[1];
};

describe('a field', () => {
  it.each<[schema: Schema, en: string, zh: string]>([
    [{ type: 'string', minLength: 0, maxLength: 2048 }, '(string, 0–2048 characters): ', '(字符串，0～2048个字符): '],
    [{ type: 'string', minLength: 1 }, '(string, 1 or more characters): ', '(字符串，至少1个字符): '],
    [{ type: 'string', minLength: 0 }, '(string): ', '(字符串): '],
    [{ type: 'string', minLength: 8, maxLength: 8 }, '(string, exactly 8 characters): ', '(字符串，8个字符): '],
    [{ type: 'integer', minimum: 1, maximum: 100 }, '(integer, 1 to 100): ', '(整数，1～100): '],
    [{ type: 'integer', minimum: 0 }, '(integer, at least 0): ', '(整数，不小于0): '],
    [{ type: ['integer', 'null'], format: 'int64' }, '(integer (64 bits) or null): ', '(64位整数或null): '],
    [{ type: 'array', items: { type: 'object' }, minItems: 1 }, '(list of objects, 1 or more items): ', '(对象列表，至少1个元素): '],
    [{ type: 'array', items: { type: 'array', items: { type: 'string' } } }, '(list of list of strings): ', '(字符串列表列表): '],
    [{ type: 'string', contentMediaType: 'application/json' }, '(string with JSON): ', '(内容为JSON的字符串): '],
    [{}, '(any type): ', '(任意类型): '],
    [{ type: 'integer', not: { const: 0 }, default: 2 }, '(integer): [not `0`; default: `2`]', '(整数): [不能为`0`; 默认值：`2`]'],
    [{ type: 'integer', 'x-dli-unit': 's' }, '(integer): [in seconds]', '(整数): [单位：秒]'],
    [
      { 'x-dli-only-when': { a: [1, 2], b: 'c' } },
      '(any type): [only if `a` is `1` or `2` and `b` is `c`]',
      '(任意类型): [仅当`a`为`1`或`2`且`b`为`c`时有效]',
    ],
    [{ type: 'string', 'x-new-keyword': 5 }, '(string): [x-new-keyword: `5`]', '(字符串): [x-new-keyword: `5`]'],
  ])('%j has its type and limits in words', (schema, en, zh) => {
    expect([formatField(schema), formatField(schema, 'zh-CN')].map((line) => line?.trim())).toEqual([en.trim(), zh.trim()]);
  });

  it('has an anchor, and so have its values and the fields in it, in lists and in the JSON of strings', () => {
    const inner = { type: 'object', properties: { b: { type: 'string', enum: ['c'], 'x-enumDescriptions': { c: 'See.' } } } };
    const { page } = format({
      properties: { a: { type: 'array', items: inner }, s: { type: 'string', contentMediaType: 'application/json', contentSchema: inner } },
    });
    for (const id of [
      'path.project_id',
      'body.a',
      'body.a[]',
      'body.a[].b',
      'body.a[].b=c',
      'body.s',
      'body.s{}.b',
      'headers.X-Request-Id',
      'status.400',
    ]) {
      expect(page).toContain(`id="${id}"`);
    }
  });

  it('that is required comes first', () => {
    const { page } = format({ required: ['z'], properties: { a: {}, z: {} } });
    expect(page.indexOf('id="body.z"')).toBeLessThan(page.indexOf('id="body.a"'));
    expect(page).toMatch(/id="body\.z">\n<p class="field-head">.*<strong class="required">required/);
  });

  it('leads to the states that it can have', () => {
    const { page } = format({ properties: { status: { $ref: '#/components/schemas/FlinkJobStatus' } } });
    expect(page).toContain('<a href="../flink-job-states.html#job_init"><code>job_init</code></a> A draft.');
  });

  it('leads to where the published page is wrong about it', () => {
    const entry = { id: 'name-is-longer', family: 'flink-jobs', reason: 'It is.', evidence: [] };
    const at = (place: string, operations: string[]) =>
      showDeviation({ ...entry, differences: [{ operations, at: [place], rule: 'maxLength' }] });
    const links = (place: string, operations = ['createJob']) => {
      const { page } = format({ properties: { name: {} } }, { facts: { ...noFacts, deviations: [at(place, operations)] } });
      return /id="body\.name">(.*?)<\/li>/s.exec(page)?.[1]?.includes('href="../deviations.html#name-is-longer"');
    };
    expect([
      links('body.name'),
      links('*.name'),
      links('body.name', ['common']),
      links('body.names'),
      links('body.name', ['listJobs']),
    ]).toEqual([true, true, true, false, false]);
  });

  it('says of each alternative what the whole does not', () => {
    const alternative = (title: string, words: Schema) => ({ title, type: 'object', properties: { a: { type: 'string', ...words } } });
    const { text } = format({ oneOf: [alternative('Short', { maxLength: 3 }), alternative('Free', {})] });
    expect(text).toContain('One of these: Short object a string, 0–3 characters Free object');
  });

  it('within itself is read once', () => {
    const document = createDocument({ type: 'object', properties: { node: { $ref: '#/components/schemas/Node' } } });
    document.components.schemas = { Node: { type: 'object', properties: { node: { $ref: '#/components/schemas/Node' } } } };
    expect(readKnowledge('en', document, noFacts).operations[0]?.fields.map(({ place }) => place)).toContain('body.node');
  });
});

describe('the page of an operation', () => {
  it("leads to it in the vendor's API Explorer", () => {
    expect(format({}).page).toContain('href="https://console.huaweicloud.com/apiexplorer/#/openapi/DLI/doc?api=CreateJob"');
  });

  it('shows the whole path, with links to its parameters', () => {
    expect(format({}).text).toContain('POST https://dli.{region}.example/v1.0/{project_id}/jobs');
    expect(format({}).page).toContain('<a href="#path.project_id">{project_id}</a>');
  });

  it('says whether it may be sent twice', () => {
    expect(format({}).page).toContain('<a href="../calls.html#retries-and-time-limits">must not be sent twice');
  });

  it('leads from each failure to the meaning of its codes, and says what all have in common once', () => {
    const { page } = format({});
    expect(page.match(/<a href="\.\.\/error-codes\.html#DLI\.0001"><code>DLI\.0001<\/code><\/a>/g)).toHaveLength(2);
    expect(page).toContain('as described under <a href="#status.400">400</a>');
  });

  it('is marked if it is deprecated, with a link to what stands in its place', () => {
    const document = createDocument({ type: 'object' });
    const { post } = document.paths['/v1.0/{project_id}/jobs'] as { post: object };
    const old = { ...post, operationId: 'addJob', deprecated: true, description: 'Adds a job.\n\nDeprecated: use `createJob` instead.\n' };
    document.paths['/v1.0/{project_id}/old-jobs'] = { post: old };
    const knowledge = readKnowledge('en', document, noFacts);
    const [live = '', deprecated = ''] = knowledge.operations.map((model) => formatOperationPage(knowledge, model));
    expect(deprecated).toContain('<strong class="mark">Deprecated</strong>');
    expect(deprecated).toContain(
      '<p>Adds a job.</p>\n<p class="deprecation">Deprecated: use <a href="../operations/createJob.html"><code>createJob</code></a> instead.</p>',
    );
    expect(live).not.toMatch(/class="(mark|deprecation)"/);
  });

  it('unfolds the JSON in strings of examples', () => {
    const { text } = format({}, { examples: { one: { summary: 'One', value: { graph: '{"nodes":[1]}' } } } });
    expect(text).toContain('The JSON in graph { &quot;nodes&quot;: [ 1 ] }');
  });

  it('fills the form with what is required, and leaves the rest out', () => {
    const { page } = format(
      { properties: { job_ids: { type: 'array' } } },
      { examples: { one: { summary: 'One', value: { job_ids: [1] } } } },
    );
    expect(page).toContain('name="path.project_id" required value="p"');
    expect(page).toContain('data-ids="job_ids:job_ids,job_id">{');
  });

  it('lists where the published page is wrong about it, also about fields that it does not have', () => {
    const entry = { family: 'flink-jobs', reason: 'It *is*.', evidence: [] };
    const about = (id: string, operations: string[]) =>
      showDeviation({ ...entry, id, differences: [{ operations, at: ['body.gone'], rule: 'presence' }] });
    const { page } = format({}, { facts: { ...noFacts, deviations: [about('mine', ['createJob']), about('other', ['listJobs'])] } });
    expect(page).toContain('<li><a href="../deviations.html#mine">Mine</a> It <em>is</em>.</li>');
    expect(page).not.toContain('#other');
  });

  it('is not spoiled by text of the document', () => {
    const { page } = format(
      { description: '</script><!-- <img src=x>', properties: { '<b>': { enum: ['"><i>'] } } },
      { examples: { one: { summary: '<u>', value: '</script>' } } },
    );
    expect(page).not.toMatch(/<(img|b|i|u)>|<img|<!--/);
    expect(page.match(/<\/script>/g)).toHaveLength(page.match(/<script/g)?.length ?? 0);
  });
});
