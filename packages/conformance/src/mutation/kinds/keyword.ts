import type { Node } from '@dli-openapi/openapi';
import type { Mutation, Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

/** Keywords that say one thing in one word: what they may wrongly say, and where they may wrongly be. */
interface Word {
  wrong: unknown;
  mayStandOn(schema: Node): boolean;
}

const isInteger = ({ type }: Node): boolean => [type].flat().includes('integer');
const never = (): boolean => false;

const words: Record<string, Word> = {
  format: { wrong: 'date', mayStandOn: isInteger },
  'x-dli-unit': { wrong: 'years', mayStandOn: isInteger },
  contentMediaType: { wrong: 'text/plain', mayStandOn: never },
  contentSchema: { wrong: { type: 'array' }, mayStandOn: never },
  'x-dli-only-when': { wrong: { show_detail: 'wrong' }, mayStandOn: never },
  'x-dli-same-as': { wrong: 'path.wrong', mayStandOn: never },
};
const added: Record<string, unknown> = { format: 'int64', 'x-dli-unit': 'ms' };

function mutator(word: string, kind: string): Mutator {
  const { wrong, mayStandOn } = words[word] as Word;
  return {
    kind: `change ${kind}`,
    on: 'schema',
    mutate: (schema): Mutation[] => {
      if (word in schema) return [changed(schema, word, wrong), changed(schema, word, undefined)];
      return mayStandOn(schema) ? [changed(schema, word, added[word])] : [];
    },
  };
}

export const changeFormat = mutator('format', 'a format');
export const changeUnit = mutator('x-dli-unit', 'a unit');
export const changeContentType = mutator('contentMediaType', 'what a string carries');
export const changeContentSchema = mutator('contentSchema', 'the schema of what a string carries');
export const changeCondition = mutator('x-dli-only-when', 'a condition');
export const changeSameAs = mutator('x-dli-same-as', 'what a body repeats');
