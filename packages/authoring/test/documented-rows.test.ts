import { describe, expect, it } from 'vitest';
import { comparePages } from '../src/documented/compare.ts';
import { Corrections } from '../src/documented/corrections.ts';
import type { PublishedField } from '../src/documented/published.ts';
import { readRow, readType } from '../src/documented/rows.ts';
import { readFieldSamples, readSamples } from '../src/documented/samples.ts';
import type { Page } from '../src/documented/types.ts';

const createField = (facts: Partial<PublishedField>): PublishedField => ({
  location: 'body',
  pointer: 'trees[].name',
  type: 'String',
  ...facts,
});
const read = (facts: Partial<PublishedField>) => readRow(createField(facts), 'zh-2026');

describe('a row', () => {
  it('has its place, and omits what the page does not state', () => {
    expect(read({ type: undefined })).toEqual({ location: 'body', pointer: 'trees[].name', name: 'name' });
  });

  it('has one name for each type', () => {
    const printed = {
      string: ['String', 'string'],
      long: ['Long'],
      integer: ['int', 'Integer'],
      number: ['double', 'Float'],
      object: ['Object', 'json', 'Map<String, Integer>', 'Tree object'],
      'array<long>': ['Array of Longs', '[Long]'],
      'array<string>': ['Array[string]', 'List of String', 'Array <Strings>'],
      'array<object>': ['Array Of objects', 'Array of Body', 'Array of Tree objects'],
      'array<array<object>>': ['Array<Array<object>>'],
    };
    const read = Object.values(printed).map((types) => [...new Set(types.map(readType))]);
    expect(read).toEqual(Object.keys(printed).map((type) => [type]));
  });

  it('has its enum and its default as values of its type', () => {
    expect(read({ type: 'Integer', description: '• 1：苹果\n• 2：梨\n默认为“1”。' })).toMatchObject({ enum: [1, 2], default: 1 });
    expect(read({ type: 'Array of Strings', description: '支持apple和pear。' })).toMatchObject({ enum: ['apple', 'pear'] });
    expect(read({ type: 'Boolean', description: '• true：浇水\n• false：不浇水\n默认为false。' })).toEqual(
      expect.not.objectContaining({ enum: expect.anything() }),
    );
    expect(read({ description: 'The default value is null.' })).toMatchObject({ default: null });
  });

  it('has values that are apart from the description', () => {
    expect(read({ values: ['apple', 'pear'] })).toMatchObject({ enum: ['apple', 'pear'] });
  });

  it.each(['sdk-2026', 'client-2026'] as const)('of %s ignores limits, defaults and enums in comments', (source) => {
    const comment = { type: 'integer', description: '采摘用时，单位：秒，默认为5，最大值为9，支持1和2。' };
    expect(readRow(createField(comment), source)).toEqual(expect.objectContaining({ type: 'integer', unit: 's' }));
    expect(Object.keys(readRow(createField(comment), source))).toEqual(['location', 'pointer', 'name', 'type', 'unit']);
  });

  it('is refused if its type is unknown, or a value is not of its type', () => {
    expect(() => read({ type: 'Blob' })).toThrow('type "Blob" is unknown');
    expect(() => read({ type: 'Integer', description: '• a：苹果\n• b：梨' })).toThrow('"a" does not fit type integer');
    expect(() => read({ type: 'Boolean', description: '默认为on。' })).toThrow('"on" does not fit type boolean');
  });
});

describe('corrections', () => {
  const correct = (corrections: Corrections, operationId: string, facts: Partial<PublishedField>) => {
    const { drop, set } = corrections.find(operationId, 'zh-2026', createField(facts));
    return readRow(createField(facts), 'zh-2026', drop, set);
  };

  it('omit and set facts of the rows that they name', () => {
    const corrections = new Corrections([
      { pointers: ['*.trees[].*'], drop: ['default'], set: { enum: ['red'] }, reason: '' },
      { operations: ['other'], pointers: ['*'], set: { rule: 'x' }, reason: '' },
      { sources: ['seed'], pointers: ['body.trees[].name'], set: { unit: 's' }, reason: '' },
    ]);
    expect(correct(corrections, 'growTree', { type: 'Integer', description: '默认为ripe。支持a和b。' })).toEqual({
      ...{ location: 'body', pointer: 'trees[].name', name: 'name', type: 'integer' },
      enum: ['red'],
    });
    expect(corrections.listUnused()).toEqual([
      'correction 2 in corrections.json matches no row *: delete it',
      'correction 3 in corrections.json matches no row body.trees[].name: delete it',
    ]);
  });
});

describe('a sample', () => {
  const readSample = (text: string) => readSamples([{ of: 'response', text }]);

  it('is kept as its value, and omitted if it is not JSON at all', () => {
    expect(readSample('{"a": [1]}')).toEqual([{ of: 'response', value: { a: [1] } }]);
    expect(readSample('None')).toEqual([]);
  });

  it('that is broken is kept as printed with the reason, and repaired if that needs no guess', () => {
    const texts = {
      'trailing comma': ['{"a": 1,}', { a: 1 }],
      'missing comma': ['{"a": 1\n "b": 2}', { a: 1, b: 2 }],
      'trailing comma, missing comma': ['{"a": 1\n "b": [2,]}', { a: 1, b: [2] }],
      'unescaped quotes inside a string': ['{\n"a": "{"b":"c"}"\n}', { a: '{"b":"c"}' }],
    } as const;
    const read = Object.values(texts).flatMap(([text]) => readSample(text));
    expect(read).toEqual(Object.entries(texts).map(([broken, [text, value]]) => ({ of: 'response', broken, text, value })));
    expect(readSample('{"a": b}')).toEqual([{ of: 'response', broken: expect.stringContaining('Unexpected token'), text: '{"a": b}' }]);
  });

  it('in the row of a field that carries JSON is kept with the field', () => {
    const fields = [
      createField({ pointer: 'plan', description: 'json格式的字符串。例如：\n{"a":[1]}' }),
      createField({ description: '例如：{}' }),
    ];
    const rows = fields.map((each) => readRow(each, 'zh-2026'));
    expect(readFieldSamples(rows, fields)).toEqual([{ of: 'body.plan', value: '{"a":[1]}' }]);
  });
});

it('two pages are compared row by row, and down to the values of their samples', () => {
  const createPage = (facts: Partial<Page>): Page => ({ source: 'seed', statuses: [], errorCodes: [], rows: [], samples: [], ...facts });
  const name = { location: 'body', pointer: 'name', name: 'name', type: 'string' } as const;
  const age = { ...name, pointer: 'age', name: 'age' };
  const known = createPage({
    statuses: ['200'],
    rows: [name, { ...age, enum: ['1', '2'] }, { ...age, location: 'query' }],
    samples: [{ of: 'request', value: { a: { b: 1, c: [2] } } }],
  });
  const changed = createPage({
    statuses: ['200', '400'],
    errorCodes: ['DLI.1'],
    rows: [
      { ...age, enum: ['1', '3'] },
      { ...name, maxLength: 5 },
      { ...name, location: 'query' },
    ],
    samples: [{ of: 'request', value: { a: { b: 2, c: [2] } } }],
  });
  expect(comparePages(known, known)).toEqual([]);
  expect(comparePages(known, changed)).toEqual([
    '~ body.age: enum ["1","2"] → ["1","3"]',
    '~ body.name: maxLength nothing → 5',
    '+ query.name {"type":"string"}',
    '- query.age {"type":"string"}',
    '+ status 400',
    '+ error code DLI.1',
    '~ sample of the request: value.a.b 1 → 2',
  ]);
});
