import { describe, expect, it } from 'vitest';
import { createDocument, createOperation, createSchema, lint } from './rule-fixture.ts';

const zh = 'translations/zh-CN/all.yaml';
const title = { Title: '标题' };
/** A document with one description, and its translations. */
const createPair = (description: string, translation: unknown) =>
  createSchema({ description }, { [zh]: { ...title, [description]: translation } });
/** A document with a deviation, the source that it names, and their translations. */
const createListed = (translations: object) =>
  createDocument(
    {},
    {
      'deviations/things.yaml': [
        {
          id: 'job-id',
          operations: 'all',
          differences: [{ at: 'query.limit', onlyWhen: { page: 'every job' } }],
          reason: 'It is so.',
          evidence: ['seed'],
        },
      ],
      'sources.yaml': { seed: { title: 'A page.' } },
      [zh]: { ...title, ...translations },
    },
  );
const entry = { 'Job ID': '作业ID', 'only when': '条件', 'It is so.': '事实如此。', 'A page.': '一个页面。' };

describe('dli/translated', () => {
  const faults = lint('dli/translated', {
    right: createPair('The job.', '作业。'),
    severalFiles: createSchema(
      { description: 'The job.' },
      { 'translations/zh-CN/a.yaml': title, 'translations/zh-CN/b.yaml': { 'The job.': '作业。' } },
    ),
    noLanguage: createSchema({ description: 'The job.' }),
    wrapped: createSchema(
      { description: 'The\njob.\n\nIts queue.\n' },
      { [zh]: { ...title, 'The job.': '作业。', 'Its queue.': '队列。' } },
    ),
    codeBlock: createSchema({ description: 'The job:\n\n```sh\ncurl\n\nls\n```\n' }, { [zh]: { ...title, 'The job:': '作业：' } }),
    missing: createSchema({ description: 'The job.' }, { [zh]: title }),
    secondParagraph: createSchema({ description: 'The job.\n\nIts "queue".' }, { [zh]: { ...title, 'The job.': '作业。' } }),
    otherLanguage: createSchema({ description: 'The job.' }, { [zh]: { ...title, 'The job.': '作业。' }, 'translations/de/all.yaml': {} }),
    besideReference: createSchema(
      { properties: { a: { description: 'The job.', $ref: 'schemas/A.yaml' } } },
      { 'schemas/A.yaml': {}, [zh]: title },
    ),
    everywhere: createDocument(
      {
        tags: [{ name: 'Jobs', 'x-displayName': 'Jobs' }],
        'x-dli-error-codes': { $ref: 'error-codes.yaml' },
        components: { schemas: { A: { enum: ['a'], 'x-enumDescriptions': { a: 'A.' }, 'x-dli-open': 'Why.', title: 'Kind' } } },
      },
      { 'error-codes.yaml': { 'DLI.0001': { status: 400, meaning: 'Bad.', cure: 'Mend.' } }, [zh]: title },
    ),
    example: createOperation(
      { summary: 'List', responses: { 200: { content: { 'application/json': { examples: { one: { summary: 'One', value: 1 } } } } } } },
      { [zh]: title },
    ),
    noText: createSchema(
      { properties: { description: { type: 'string' } }, examples: [{ description: 'data' }], default: { summary: 'data' } },
      { [zh]: title },
    ),
    stale: createDocument({}, { [zh]: { ...title, 'The queue.': '队列。' } }),
    empty: createPair('The job.', ''),
    nothing: createPair('The job.', null),
    asOffered: createPair('The job.', '…'),
    same: createPair('Spark SQL', 'Spark SQL'),
    marked: createPair('Spark SQL', '='),
    twice: createSchema(
      { description: 'The job.' },
      { 'translations/zh-CN/a.yaml': { ...title, 'The job.': '作业。' }, [zh]: { 'The job.': '任务。' } },
    ),
    noMap: createDocument({}, { [zh]: [title] }),
    code: createPair('Set `limit`, not `offset`.', '设置`limit`，而不是偏移量。'),
    number: createPair('At most 10 of 100.', '最多100个。'),
    placeholder: createPair('Replace {region}.', '替换区域。'),
    url: createPair('See https://example.com/a.', '参见https://example.com/。'),
    operationName: createPair('As listJobs does.', '与查询作业列表相同。'),
    fieldName: createPair('Set queue_name.', '设置队列名称。'),
    allKept: createPair(
      'Set `limit` to 10,000 in {region}, see https://example.com/a.',
      '见https://example.com/a，在{region}中将`limit`设为10,000。',
    ),
    english: createPair('The running job.', '作业 is running now。'),
    englishOnPurpose: createPair('The running job.', '='),
    named: createPair('A Spark SQL job.', 'Spark SQL作业（`a, b`）。'),
    noChinese: createPair('Job', 'Task'),
    narrow: createPair('The job, its queue.', '作业,队列。'),
    spaced: createPair('The job ID.', '作业 ID。'),
    deviations: createListed(entry),
    words: createListed({ ...entry, 'every job': '所有作业' }),
    deviationMissing: createListed({}),
    workflows: createDocument(
      {},
      {
        'workflows/workflows.arazzo.yaml': {
          workflows: [{ summary: 'Run it.', steps: [{ requestBody: { payload: { summary: 'data' } } }] }],
        },
        [zh]: title,
      },
    ),
  });

  it('accepts a document whose texts are all translated, in one file or in several', () => {
    expect([faults.right, faults.severalFiles]).toEqual([[], []]);
  });
  it('ignores a document that is not translated at all', () => {
    expect(faults.noLanguage).toEqual([]);
  });
  it('compares paragraphs, however their lines are wrapped, and ignores code blocks', () => {
    expect([faults.wrapped, faults.codeBlock]).toEqual([[], []]);
  });
  it('reports a text without a translation with its place and the line to add', () => {
    expect(faults.missing).toEqual([
      'openapi.yaml#/components/schemas/Thing/description The zh-CN translation is missing. Add it to a file of translations/zh-CN/: "The job.": "…"',
    ]);
  });
  it('reports a single paragraph, quoted as YAML needs it', () => {
    expect(faults.secondParagraph).toEqual([expect.stringContaining('translations/zh-CN/: "Its \\"queue\\".": "…"')]);
  });
  it('checks every language', () => {
    expect(faults.otherLanguage).toEqual([
      expect.stringContaining('The de translation is missing'),
      expect.stringContaining('The de translation is missing'),
    ]);
  });
  it('checks texts beside references', () => {
    expect(faults.besideReference).toEqual([
      expect.stringContaining('#/components/schemas/Thing/properties/a/description The zh-CN translation is missing'),
    ]);
  });
  it('checks display names, values, reasons, titles and error codes', () => {
    expect(faults.everywhere.map((fault) => fault.slice(0, fault.indexOf(' ')))).toEqual([
      'openapi.yaml#/tags/0/x-displayName',
      'openapi.yaml#/components/schemas/A/title',
      'openapi.yaml#/components/schemas/A/x-dli-open',
      'openapi.yaml#/components/schemas/A/x-enumDescriptions/a',
      'error-codes.yaml#/DLI.0001/meaning',
      'error-codes.yaml#/DLI.0001/cure',
    ]);
  });
  it('checks the texts of workflows, but not what their steps send', () => {
    expect(faults.workflows).toEqual([expect.stringMatching(/workflows\.arazzo\.yaml.*"Run it\.": "…"/)]);
  });
  it('checks summaries of operations and examples', () => {
    expect(faults.example).toEqual([expect.stringContaining('"List"'), expect.stringContaining('"One"')]);
  });
  it('ignores properties called like texts, and data', () => {
    expect(faults.noText).toEqual([]);
  });
  it('reports a translation whose text is no longer used', () => {
    expect(faults.stale).toEqual([`${zh}:2 This text is no longer used. Delete the entry, or correct its English.`]);
  });
  it.each(['empty', 'nothing', 'asOffered'] as const)('reports an empty translation (%s)', (name) => {
    expect(faults[name]).toEqual([`${zh}:2 The translation is empty. Write it.`]);
  });
  it('reports a translation that is the English text, unless it is marked', () => {
    expect(faults.same).toEqual([`${zh}:2 The translation is the English text. Translate it, or write \`=\` if it stays as it is.`]);
    expect(faults.marked).toEqual([]);
  });
  it('reports a text that is translated twice', () => {
    expect(faults.twice).toEqual([expect.stringMatching(/all\.yaml:1 .*a\.yaml:2 translates this text too\. Delete one of the two\.$/)]);
  });
  it('reports a file that is not a map of texts', () => {
    expect(faults.noMap).toContain(`${zh}:1 The file is not a map from English to translation. Write \`English: translation\`.`);
  });
  it.each([
    ['code', '`offset`'],
    ['number', '10'],
    ['placeholder', '{region}'],
    ['url', 'https://example.com/a'],
    ['operationName', 'listJobs'],
    ['fieldName', 'queue_name'],
  ] as const)('reports what a translation has lost (%s)', (name, lost) => {
    expect(faults[name]).toEqual([`${zh}:2 The translation lacks ${lost}. Add what the English has.`]);
  });
  it('accepts a translation that has kept everything, in any order', () => {
    expect(faults.allKept).toEqual([]);
  });
  it.each([
    ['english', 'leaves English: is running now.'],
    ['englishOnPurpose', 'leaves English: The running job.'],
    ['noChinese', 'is not Chinese.'],
    ['narrow', 'has a narrow mark: 业,.'],
    ['spaced', 'has a space beside Chinese: 业 I.'],
  ] as const)('reports what Chinese texts write otherwise (%s)', (name, message) => {
    expect(faults[name]).toEqual([expect.stringContaining(`${zh}:2 The translation ${message}`)]);
  });
  it('ignores names and code', () => {
    expect(faults.named).toEqual([]);
  });
  it('reports untranslated texts of deviations and of their sources, with their line', () => {
    expect(faults.deviationMissing).toEqual(
      Object.keys(entry).map((text) => expect.stringMatching(new RegExp(`^(deviations/things|sources)\\.yaml:1 .*"${text}"`))),
    );
  });
  it('accepts translated texts of a side, and does not require them', () => {
    expect([faults.deviations, faults.words]).toEqual([[], []]);
  });
});
