import type { Deviation } from '@dli-openapi/authoring/deviations';
import { readDeviations } from '@dli-openapi/authoring/deviations';
import { readDocumented } from '@dli-openapi/authoring/documented/files';
import type { Documented, Sample } from '@dli-openapi/authoring/documented/types';
import { SourceLocations } from '@dli-openapi/authoring/source-locations';
import type { Document, Node, Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { checkAlignment } from '../src/alignment/check-alignment.ts';
import { closestExample } from '../src/alignment/compare-samples.ts';
import { report } from '../src/alignment/report.ts';
import { validatorOf } from '../src/validator.ts';
import { smallDocument, smallFacts } from './alignment-fixture.ts';

const document = readDocument();
const documented = readDocumented();
const operations = new Map(listOperations(document).map((operation) => [operation.operationId, operation]));
const validate = validatorOf(document);
const violations = checkAlignment(document, documented, readDeviations());
const locations = new SourceLocations();

interface Printed {
  operation: Operation;
  sample: Sample;
  /** Such as `createFlinkJarJob sample.response.1`. */
  name: string;
  /** The page is the one that the document is held to. */
  held: boolean;
}

const printed: Printed[] = documented.operations.flatMap(({ operationId, pages }) => {
  const operation = operations.get(operationId);
  if (!operation) throw new Error(`${operationId} is documented and not in the document`);
  return pages.flatMap(({ samples, source }, page) =>
    samples.map((sample, index) => {
      const name = `${operationId} sample.${sample.of}.${index}`;
      return { operation, sample, name: page === 0 ? name : `${name} of ${source}`, held: page === 0 };
    }),
  );
});
const isWhole = ({ sample }: Printed): boolean => sample.value !== undefined && !sample.of.includes('.');

describe('the samples that the pages print', () => {
  it.each(printed.filter(({ held }) => held))('$name is an example, but for what deviations name', ({ operation, name }) => {
    const pointer = name.slice(operation.operationId.length + 1);
    const own = violations.filter((violation) => violation.operationId === operation.operationId && violation.pointer.startsWith(pointer));
    expect(report(own, locations)).toEqual([]);
  });

  it.each(printed.filter(isWhole))('$name is valid, put right where a deviation says so', ({ operation, sample, held }) => {
    const { value, schema, differences } = closestExample(sample, operation);
    expect(validate(schema ?? {})(held && differences.length > 0 ? value : sample.value)).toEqual([]);
  });
});

describe('a sample', () => {
  it('that is an example to the letter is in order', () => {
    expect(faults()).toEqual([]);
  });

  it('is missed when its example is dropped', () => {
    expect(faults({ change: (examples) => delete examples.page_sample })).toEqual([
      ['sample.response.0.owner', null, { name: 'A' }],
      ['sample.response.0.plan', '{"step":"one"}', undefined],
    ]);
  });

  it('is missed when all examples are dropped', () => {
    const change = (examples: Node) => {
      for (const name of Object.keys(examples)) delete examples[name];
    };
    expect(faults({ change, samples: [{ of: 'response', value: { owner: null } }] })).toEqual([
      ['sample.response.0.owner', null, undefined],
      ['sample.response.0.error_code', undefined, 'DLI.0001'],
    ]);
  });

  it.each<[string, unknown, Fault]>([
    ['another text', { owner: null, plan: '{"step":"two"}' }, ['sample.response.0.plan', '{"step":"two"}', '{"step":"one"}']],
    ['another type', { owner: 'null', plan: '{"step":"one"}' }, ['sample.response.0.owner', 'null', null]],
    ['a field more', { owner: null, plan: '{"step":"one"}', size: 1 }, ['sample.response.0.size', 1, undefined]],
    ['a field less', { owner: null }, ['sample.response.0.plan', undefined, '{"step":"one"}']],
    ['another shape', [{ owner: null }], ['sample.response.0', [{ owner: null }], { error_code: 'DLI.0001' }]],
  ])('is not the example when it has %s', (_what, value, fault) => {
    expect(faults({ samples: [{ of: 'response', value }] })).toEqual([fault]);
  });

  it('is held to the items of a list one by one', () => {
    const change = (examples: Node) => {
      examples.page_sample = { value: { parts: [{ size: 1 }, { size: 2 }] } };
    };
    expect(faults({ change, samples: [{ of: 'response', value: { parts: [{ size: 1 }, { size: 3 }, { size: 4 }] } }] })).toEqual([
      ['sample.response.0.parts[1].size', 3, 2],
      ['sample.response.0.parts[2]', { size: 4 }, undefined],
    ]);
  });

  it('of one outcome is closest to the list that has it, however long that is', () => {
    const outcome = { owner: null, plan: '{"step":"two"}' };
    const change = (examples: Node) => {
      delete examples.page_sample;
      examples.other_list = { value: [{ owner: null }] };
      examples.list = { value: [{ owner: { name: 'B' } }, outcome] };
    };
    expect(faults({ change, samples: [{ of: 'response', value: outcome }] })).toEqual([
      ['sample.response.0', outcome, [{ owner: { name: 'B' } }, outcome]],
    ]);
  });

  it('may be of a request or an answer when the page does not say which', () => {
    expect(faults({ samples: [{ of: 'unknown', value: { owner: null, plan: '{"step":"one"}' } }] })).toEqual([]);
  });

  it('of a field is a value of that field in an example', () => {
    const samples = [
      { of: 'response.plan', value: '{"step":"one"}' },
      { of: 'response.plan', value: '{"step":"six"}' },
    ];
    expect(faults({ samples })).toEqual([['sample.response.plan.1', '{"step":"six"}', '{"step":"one"}']]);
  });

  it('that is not JSON is named, and held to an example all the same', () => {
    const samples = [{ of: 'response', broken: 'missing comma', text: '{,}', value: { owner: null, plan: '' } }];
    expect(faults({ samples })).toEqual([
      ['sample.response.0', 'missing comma', undefined],
      ['sample.response.0.plan', '', '{"step":"one"}'],
    ]);
  });

  it('that cannot be read is named', () => {
    expect(faults({ samples: [{ of: 'response', broken: 'no JSON', text: '?' }] })).toEqual([['sample.response.0', 'no JSON', undefined]]);
  });

  const otherPlan: Deviation = {
    ...{ id: 'other-plan', operations: ['updateThing'], pointers: ['sample.response.0.plan'], rule: 'sample' },
    ...{ page: '{"step":"two"}', document: '{"step":"one"}', reason: 'There is one step.', evidence: ['the page'], line: 1 },
  };

  it('may depart from its example where a deviation says so', () => {
    const samples = [{ of: 'response', value: { owner: null, plan: '{"step":"two"}' } }];
    expect(faults({ samples, deviations: [otherPlan] })).toEqual([]);
  });

  it('makes a deviation a fault that it does not need', () => {
    expect(checkAlignment(smallDocument(), smallFacts(), [otherPlan]).map(({ message }) => message)).toEqual([
      'deviation other-plan: it no longer applies: page and document do not differ in sample there. Delete it, or this place of it',
    ]);
  });
});

type Fault = [pointer: string, page: unknown, document: unknown];

interface Situation {
  change?: (examples: Node) => void;
  samples?: Sample[];
  deviations?: Deviation[];
}

/** What is wrong about the samples of a small page, or in a document whose examples were changed. */
function faults({ change = () => {}, samples, deviations = [] }: Situation = {}): Fault[] {
  const [changed, facts]: [Document, Documented] = [smallDocument(), smallFacts()];
  const [page] = facts.operations[0]?.pages ?? [];
  if (samples && page) page.samples = samples;
  const keys = ['/things/{thing_id}', 'put', 'responses', '200', 'content', 'application/json', 'examples'];
  change(keys.reduce<Node>((node, key) => node[key] as Node, changed.paths));
  return checkAlignment(changed, facts, deviations)
    .filter(({ rule }) => rule === 'sample' || rule === 'deviation')
    .map(({ pointer, page: said, document: has }) => [pointer, said, has]);
}
