// Every kind of mutation is a kind of change: here is what each means, in what is sent and in what is answered.

import type { ChangeKind } from '@dli-openapi/changes/change';
import { gravest } from '@dli-openapi/changes/change';
import { compareDocuments } from '@dli-openapi/changes/compare-documents';
import type { Document } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import { mutators } from '../src/mutation/kinds/index.ts';
import type { Mutant } from '../src/mutation/mutants.ts';
import { mutantsOf } from '../src/mutation/mutants.ts';
import { factsOfEveryKind } from './mutation-fixture.ts';

/** A document that states every kind of fact, of which one schema is sent and another answered. */
function documentOf(sent: string, answered: string): Document {
  const { paths, components, ...rest } = factsOfEveryKind();
  const { allOf: _shared, ...job } = components.schemas?.Job ?? {};
  const redirected = JSON.stringify(paths)
    .replace('#/components/schemas/JobInput', `#/components/schemas/${sent}`)
    .replaceAll(/("responses":.*?)#\/components\/schemas\/Job"/g, `$1#/components/schemas/${answered}"`);
  const { Kind: _unused, ...schemas } = components.schemas ?? {};
  return {
    ...rest,
    paths: JSON.parse(redirected),
    components: { ...components, schemas: { ...schemas, Job: { type: 'object', ...job }, Text: { type: 'string' } } },
  };
}

/** Each schema once as what is sent and once as what is answered. */
const documents = [documentOf('JobInput', 'Job'), documentOf('Job', 'JobInput')];
const mutants = documents.flatMap((document) =>
  [...mutantsOf(document)].map((mutant) => ({ ...mutant, changes: compareDocuments(document, mutant.document) })),
);

/** Where a mutant shows. Nothing refers to the schema `Text`. */
function whereOf({ parts, pointer }: Mutant): string {
  if (pointer.startsWith('/components/schemas/Text')) return 'nowhere';
  return parts.length === 0 ? 'whole' : [...new Set(parts.map(({ of }) => of))].join();
}

type Expected = ChangeKind | [what: RegExp, kind: ChangeKind][];
interface Row {
  request?: Expected;
  response?: Expected;
  /** Of an operation, or of the document as a whole. */
  whole?: Expected;
}

const breaks = { request: 'breaking', response: 'breaking' } as const;
const widens = { request: 'additive', response: 'breaking' } as const;
const narrows = { request: 'breaking', response: 'additive' } as const;
const reads = { request: 'editorial', response: 'editorial' } as const;
const gone = /→ nothing$/;
const added = / nothing → /;

const expected: Record<string, Row> = {
  'drop an operation': { whole: 'breaking' },
  'rename an operation': { whole: 'breaking' },
  'change a method': { whole: 'breaking' },
  'change a path': { whole: 'breaking' },
  'swap two paths': { whole: 'breaking' },
  'change the page of an operation': { whole: 'editorial' },
  'drop a parameter': { request: 'breaking' },
  'add a parameter': { request: 'additive' },
  'rename a parameter': { request: 'breaking' },
  'move a parameter': { request: 'breaking' },
  'flip required of a parameter': { request: 'breaking' },
  'drop the body of a request': { request: 'breaking' },
  'flip required of a body': { request: 'additive' },
  'change the media type of a request': { request: 'breaking' },
  'drop the schema of a body': breaks,
  'drop a status': { response: 'breaking' },
  'rename a status': { response: 'breaking' },
  'add a status': { response: 'additive' },
  'drop the body of a response': { response: 'breaking' },
  'drop or rename a header of a response': { response: 'breaking' },
  'drop an example': { request: 'editorial' },
  'rename an example': { request: 'editorial' },
  'break a value of an example': { request: 'editorial' },
  'break an example of a schema': { request: 'editorial' },
  'drop a property': breaks,
  'rename a property': breaks,
  'add a property': { request: 'additive', response: 'additive' },
  'flip required of a property': {
    request: [
      [/required$/, 'breaking'],
      [/optional$/, 'additive'],
    ],
    response: [
      [/required$/, 'additive'],
      [/optional$/, 'breaking'],
    ],
  },
  'change a type': breaks,
  'drop a type': widens,
  'add a type': widens,
  'flip null': {
    request: [
      [/^(?!type \["integer","null"\])/, 'additive'],
      [/^type \["integer","null"\]/, 'breaking'],
    ],
    response: [
      [/^(?!type \["integer","null"\])/, 'breaking'],
      [/^type \["integer","null"\]/, 'additive'],
    ],
  },
  'drop a value of an enum': breaks,
  'rename a value of an enum': breaks,
  'add a value to an enum': widens,
  'drop an enum': widens,
  'widen a limit': widens,
  'narrow a limit': narrows,
  'drop a limit': widens,
  'change a pattern or a value refused': breaks,
  'change a default': { request: 'breaking' },
  'drop a default': { request: 'breaking', response: 'editorial' },
  'add a default': { request: 'additive', response: 'editorial' },
  'change the formula of a default': { request: 'breaking', response: 'editorial' },
  'change a format': breaks,
  'change a unit': {
    request: [
      [added, 'additive'],
      [/ "ms" → /, 'breaking'],
    ],
    response: [
      [added, 'additive'],
      [/ "ms" → /, 'breaking'],
    ],
  },
  'change what a string carries': breaks,
  'change the schema of what a string carries': {
    request: [
      [gone, 'additive'],
      [/array/, 'breaking'],
    ],
    response: 'breaking',
  },
  'change a condition': {
    request: [
      [gone, 'additive'],
      [/wrong/, 'breaking'],
    ],
    response: [
      [gone, 'additive'],
      [/wrong/, 'breaking'],
    ],
  },
  'change what a body repeats': breaks,
  'open or close an object': {
    request: [
      [gone, 'additive'],
      [added, 'breaking'],
    ],
    response: 'additive',
  },
  'drop why an object is open': reads,
  'refer to another schema': breaks,
  'drop a part or an alternative': narrows,
  'drop the schema of items': widens,
  'change who may call': { whole: 'additive' },
  'change who may call an operation': { whole: 'additive' },
  'change a security scheme': { whole: 'breaking' },
  'change a region or a domain': {
    whole: [
      [/added$/, 'additive'],
      [/^(?!.*added$)/, 'breaking'],
    ],
  },
  'change the address of the server': { whole: 'breaking' },
  'change the version or the dialect': { whole: 'breaking' },
};

const rows = Object.entries(expected).flatMap(([kind, row]) =>
  Object.entries(row).flatMap(([where, meaning]: [string, Expected]) =>
    (typeof meaning === 'string' ? ([[/(?:)/, meaning]] as [RegExp, ChangeKind][]) : meaning).map(([what, change]) => ({
      kind,
      where,
      what,
      change,
    })),
  ),
);

function matches({ kind, where, what }: (typeof rows)[number], mutant: Mutant): boolean {
  const found = whereOf(mutant);
  return mutant.kind === kind && (found === 'operation' ? 'whole' : found) === where && what.test(mutant.what);
}

describe('a change of each kind means what it should', () => {
  it.each(rows)('$kind ($where, $what): $change', (row) => {
    const concerned = mutants.filter((mutant) => matches(row, mutant));
    expect(concerned).not.toEqual([]);
    const others = concerned.filter(({ changes }) => gravest(changes) !== row.change);
    expect(others.map(({ what, pointer, changes }) => ({ what, pointer, changes }))).toEqual([]);
  });

  it('and no kind is forgotten', () => {
    expect(Object.keys(expected).sort()).toEqual([...new Set(mutators.map(({ kind }) => kind))].sort());
    const unexpected = mutants.filter((mutant) => whereOf(mutant) !== 'nowhere' && !rows.some((row) => matches(row, mutant)));
    expect(unexpected.map((mutant) => `${mutant.kind} (${whereOf(mutant)}): ${mutant.what}`)).toEqual([]);
  });

  it('and a schema that nothing refers to changes nothing for programs', () => {
    const unused = mutants.filter((mutant) => whereOf(mutant) === 'nowhere');
    expect(unused).not.toEqual([]);
    expect(unused.filter(({ changes }) => gravest(changes) !== 'editorial')).toEqual([]);
  });
});
