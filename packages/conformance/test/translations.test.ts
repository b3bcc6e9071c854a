import { readFileSync } from 'node:fs';
import type { Deviation } from '@dli-openapi/authoring/deviation';
import { readDeviations } from '@dli-openapi/authoring/deviations';
import { readShownDeviations } from '@dli-openapi/authoring/shown-deviations';
import { findChineseFault } from '@dli-openapi/authoring/translations/chinese';
import english from '@dli-openapi/spec';
import chinese from '@dli-openapi/spec/zh-CN';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

/** A string of a document, and the keys that lead to it. */
interface Leaf {
  keys: string[];
  value: unknown;
}

function listLeaves(value: unknown, keys: string[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ keys, value }];
  return Object.entries(value).flatMap(([key, child]) => listLeaves(child, [...keys, key]));
}

/** Keys whose values are data of the API or read by programs. */
const data = new Set([
  'value',
  'examples',
  'default',
  'enum',
  'const',
  'pattern',
  'operationId',
  '$ref',
  'url',
  'x-dli-default-formula',
  'x-codeSamples',
]);

/** Whether it is a tag's name, where the tag is declared or on an operation. Addresses hold it, so it is the same in every language. */
function isTagName(keys: string[]): boolean {
  return (keys[0] === 'tags' && keys.at(-1) === 'name') || (keys[0] === 'paths' && keys[3] === 'tags');
}

function isData({ keys, value }: Leaf, document: unknown): boolean {
  if (typeof value !== 'string' || isTagName(keys)) return true;
  const holders = keys.map((_, index) =>
    keys.slice(0, index).reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document),
  );
  return keys.some((key, index) => {
    // Examples of a media type have summaries; those of a schema are a list of data.
    const child = (holders[index] as Record<string, unknown>)[key];
    const isName = ['properties', 'x-enumDescriptions'].includes(keys[index - 1] ?? '');
    return data.has(key) && !isName && !(key === 'examples' && !Array.isArray(child));
  });
}

const formatLeaf = ({ keys, value }: Leaf) => `${keys.join('/')}: ${value}`;

const readPublished = (file: string) => readFileSync(new URL(import.meta.resolve(`@dli-openapi/spec/${file}`)), 'utf8');

describe('the Chinese document', () => {
  it.each([
    ['3.1', english, chinese],
    ['3.0', JSON.parse(readPublished('openapi-3.0.json')), JSON.parse(readPublished('openapi-3.0.zh-CN.json'))],
  ])('of OpenAPI %s differs from the English one in texts only', (_version, inEnglish, inChinese) => {
    const original = listLeaves(inEnglish);
    const translated = listLeaves(inChinese);
    expect(translated.map(({ keys }) => keys.join('/'))).toEqual(original.map(({ keys }) => keys.join('/')));
    const changed = translated.filter(({ value }, index) => value !== original[index]?.value);
    expect(changed.filter((leaf) => isData(leaf, inChinese)).map(formatLeaf)).toEqual([]);
  });

  it('has no text that lint missed', () => {
    const texts = listLeaves(chinese).filter((leaf) => !isData(leaf, chinese));
    expect(texts.filter(({ value }) => findChineseFault(String(value)) !== undefined).map(formatLeaf)).toEqual([]);
  });

  it.each(['openapi.zh-CN.json', 'openapi.zh-CN.yaml'])('is the same as %s', (file) => {
    expect(parse(readPublished(file))).toEqual(chinese);
  });
});

describe('the deviations in Chinese', () => {
  const shown = readShownDeviations('zh-CN');

  it('have all entries, at the same places', () => {
    const format = (entries: Pick<Deviation, 'id' | 'differences'>[]) =>
      entries.map(({ id, differences }) => [id, differences.map(({ operations, at, rule }) => [operations, at, rule])]);
    expect(format(shown)).toEqual(format(readDeviations()));
  });

  it('are also a file of the package', () => {
    const file = new URL(import.meta.resolve('@dli-openapi/spec/deviations.zh-CN.yaml'));
    expect(parse(readFileSync(file, 'utf8'))).toEqual(shown);
  });
});
