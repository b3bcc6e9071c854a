import type { Document, Node } from '@dli-openapi/openapi';
import { getList, getNode, resolve } from '@dli-openapi/openapi';
import { nodesOf } from '../../document-nodes.ts';
import type { Mutant } from '../mutants.ts';

/** Why a mock that is made from a mutant takes and answers what the true one does, by rules that hold for any document. */
export interface Sameness {
  reason: string;
  /** Whether the mock may also show it, when what it makes up happens to. The rule can then not be tried. */
  byChance?: true;
  holds(mutant: Mutant, document: Document): boolean;
}

/** Within the schema of a parameter. */
const inParameter = /\/parameters\/[^/]+\/schema\//;

const looser: readonly string[] = ['add a type', 'drop a type', 'flip null'];

export const samenesses: readonly Sameness[] = [
  {
    reason: 'a parameter goes as text: what is text anyway may be called anything, and there is no null',
    holds: ({ kind, node, pointer }) =>
      inParameter.test(pointer) &&
      // A mock refuses a parameter that says itself that it may be null.
      (kind === 'flip null' ? node.type === undefined : looser.includes(kind) && isString(node.type)),
  },
  {
    reason: 'an enum lists the values, whatever the type beside it would let through',
    holds: ({ kind, what, node, pointer }, document) =>
      ('enum' in node || 'const' in node) &&
      looser.includes(kind) &&
      !getList(node, 'enum').includes(null) &&
      // One type of several that goes takes its values with it.
      !(kind === 'drop a type' && !what.endsWith('→ none')) &&
      // A mock refuses a parameter that may be null.
      !(kind === 'flip null' && isOfParameter(pointer, document)),
  },
  {
    reason: 'an answer that may take several forms is made up in one of those that are left',
    byChance: true,
    holds: ({ kind, node, pointer, parts }) =>
      ['change a type', 'drop a part or an alternative'].includes(kind) &&
      (Array.isArray(node.type) || /\/(oneOf|anyOf)\//.test(pointer)) &&
      parts.every(({ of }) => of === 'response'),
  },
  {
    reason: 'a least length of 0 refuses nothing',
    holds: ({ kind, what }) => kind === 'drop a limit' && /^min(Length|Items|Properties) 0 → /.test(what),
  },
  {
    reason: 'a format other than int64 refuses no number, and int64 none that a document of 32-bit integers speaks of',
    holds: ({ kind, node }) => kind === 'change a format' && node.format !== 'int64',
  },
  {
    reason: 'a path without one of its parameters is another path',
    holds: ({ kind, node }) => kind === 'flip required of a parameter' && node.in === 'path',
  },
  {
    reason: 'any text will do for this parameter of the path, described or not',
    holds: ({ kind, node, pointer }, document) => kind === 'drop a parameter' && isFreePathParameter(node, pointer, document),
  },
  {
    reason: 'the mock gives every answer an ID of its own',
    holds: ({ kind, what }) => kind === 'drop or rename a header of a response' && /^X-Request-Id\b/i.test(what),
  },
  {
    reason: 'a header goes as text',
    holds: ({ kind, pointer }) => kind === 'change a type' && pointer.includes('/headers/'),
  },
];

function isString(type: unknown): boolean {
  return type === undefined || [type].flat().includes('string');
}

/** Whether a place stands in the schema of a parameter, or in one that it refers to. */
function isOfParameter(pointer: string, document: Document): boolean {
  if (inParameter.test(pointer)) return true;
  const parameters = [...nodesOf(document)].filter(({ kind }) => kind === 'parameter');
  const references = parameters.flatMap(({ node }) => JSON.stringify(getNode(node, 'schema')).match(/(?<="#)\/[^"]+/g) ?? []);
  return references.some((reference) => pointer.startsWith(`${reference}/`));
}

function isFreePathParameter(holder: Node, pointer: string, document: Document): boolean {
  const parameter = resolve(document, getList(holder, 'parameters')[Number(pointer.split('/').at(-1))] as Node);
  const { type, pattern, enum: values, format, minLength, maxLength } = resolve(document, getNode(parameter, 'schema'));
  return (
    parameter.in === 'path' && type === 'string' && [pattern, values, format, minLength, maxLength].every((rule) => rule === undefined)
  );
}

/** The rule by which the mock is the same; undefined when it is not. */
export function whySame(mutant: Mutant, document: Document): Sameness | undefined {
  return samenesses.find(({ holds }) => holds(mutant, document));
}
