import type { Documented, Row, Source } from '@dli-openapi/authoring/documented/types';
import { expect, it } from 'vitest';
import { compareWithSources } from '../src/alignment/compare.ts';
import { changeDocument, createSmallDocument, createSmallFacts, listFaults } from './alignment-fixture.ts';

const put = '/paths/~1things~1{thing_id}/put';
const [limit, name, size] = [
  `${put}/parameters/1`,
  '/components/schemas/ThingInput/properties/name',
  '/components/schemas/Part/properties/size',
];
const thing = '/components/schemas/Thing/properties';

/** Changes of a document that agrees with its sources, and the faults that they cause. A value of undefined deletes. */
const changes: Record<string, [changes: Record<string, unknown>, ...faults: string[]]> = {
  'nothing changes': [{}],
  'a parameter is gone': [{ [limit]: undefined }, 'query.limit presence: "present", nothing'],
  'a parameter is not in the sources': [
    { [`${put}/parameters/2`]: { name: 'extra', in: 'query', schema: { type: 'string' } } },
    'query.extra presence: nothing, "present"',
    'query.extra type: nothing, "string"',
  ],
  'a parameter becomes optional': [{ '/components/parameters/ThingId/required': undefined }, 'path.thing_id required: true, nothing'],
  'a property is renamed': [
    { '/components/schemas/Part/properties': { weight: { type: 'number' } } },
    'response.parts[].size presence: "present", nothing',
    'response.parts[].weight presence: nothing, "present"',
    'response.parts[].weight type: nothing, "number"',
  ],
  'a property becomes required': [{ '/components/schemas/ThingInput/required/1': 'state' }, 'body.state required: false, true'],
  'a property becomes optional': [{ '/components/schemas/ThingInput/required': undefined }, 'body.name required: true, nothing'],
  'the body becomes optional': [{ [`${put}/requestBody/required`]: undefined }, 'body required: true, nothing'],
  'a type changes': [{ [`${size}/type`]: 'string' }, 'response.parts[].size type: "number", "string"'],
  '64 bits become 32': [{ [`${thing}/changed/format`]: undefined }, 'response.changed type: "long", "integer"'],
  'null is accepted': [{ [`${size}/type`]: ['number', 'null'] }, 'response.parts[].size nullable: nothing, true'],
  'null is refused although a sample has it': [
    { [`${thing}/owner`]: { $ref: '#/components/schemas/Owner' } },
    'response.owner nullable: true, nothing',
  ],
  'a value of an enum is gone': [
    { '/components/schemas/ThingInput/properties/state/enum': ['on'] },
    'body.state enum: ["off","on"], ["on"]',
  ],
  'a default is not in the sources': [{ [`${name}/default`]: 'x' }, 'body.name default: nothing, "x"'],
  'a limit changes': [{ [`${limit}/schema/maximum`]: 99 }, 'query.limit maximum: 100, 99'],
  'a limit is gone': [{ [`${limit}/schema/minimum`]: undefined }, 'query.limit minimum: 1, nothing'],
  'a minimum length of 0 limits nothing': [{ [`${size}/minLength`]: 0 }],
  'a keyword that no source can state is added': [{ [`${name}/pattern`]: '^a' }, 'body.name pattern: nothing, "^a"'],
  'a unit changes': [{ [`${thing}/changed/x-dli-unit`]: 's' }, 'response.changed unit: "ms", "s"'],
  'a limit in prose is not kept': [
    { '/components/schemas/ThingInput/properties/retries/not': undefined },
    'body.retries not: {"const":0}, nothing',
  ],
  'a string loses its JSON': [{ [`${thing}/plan/contentMediaType`]: undefined }, 'response.plan json: true, nothing'],
  'the JSON in a string loses what the sample has': [
    { [`${thing}/plan/contentSchema`]: { type: 'object' } },
    'response.plan{}.step presence: "present", nothing',
  ],
  'a request accepts unknown names': [
    { '/components/schemas/ThingInput/unevaluatedProperties': undefined },
    'body openness: "closed", "open"',
  ],
  'a response refuses new names': [
    { '/components/schemas/Owner/additionalProperties': false },
    'response.owner openness: "open", "closed"',
  ],
  'variants differ': [
    { '/components/schemas/Owner/oneOf': [{ type: 'object', required: ['name'] }, { type: 'object' }] },
    'response.owner variants: nothing, [{"name":{"required":true}},{}]',
  ],
  'a condition is not in the sources': [
    { [`${thing}/changed/x-dli-only-when`]: { limit: 1 } },
    'response.changed onlyWhen: nothing, {"limit":1}',
  ],
  'a status is gone, and with it the errors': [
    { [`${put}/responses/400`]: undefined },
    'status.400 presence: "present", nothing',
    'errorCode.DLI.0001 presence: "present", nothing',
    'error presence: "present", nothing',
    'error.error_code presence: "present", nothing',
  ],
  'an error has no body': [
    { [`${put}/responses/400/content`]: undefined },
    'errorCode.DLI.0001 presence: "present", nothing',
    'status.400 body: "error", nothing',
    'error presence: "present", nothing',
    'error.error_code presence: "present", nothing',
  ],
  'a field of errors is gone': [
    { '/components/schemas/Error/properties/error_code': undefined },
    'error.error_code presence: "present", nothing',
  ],
  'a header is not in the sources': [
    { [`${put}/responses/200/headers`]: { 'X-New': { schema: { type: 'string' } } } },
    'headers.X-New header: nothing, ["200"]',
    'headers.X-New type: nothing, "string"',
  ],
  'the path changes': [
    { '/paths': { '/thing/{thing_id}': createSmallDocument().paths['/things/{thing_id}'] } },
    'operation path: "/things/{thing_id}", "/thing/{thing_id}"',
  ],
  'the operation is gone': [
    { '/paths': {} },
    'operation presence: "put /things/{thing_id}", nothing',
    'error presence: "present", nothing',
    'error.error_code presence: "present", nothing',
  ],
  'the page changes': [{ [`${put}/x-dli-doc-id`]: 'page_2' }, 'operation x-dli-doc-id: "page_1", "page_2"'],
  'an extension is not listed': [{ [`${put}/x-dli-new`]: true }, 'operation x-dli-new: nothing, true'],
  'a region is gone': [{ '/servers/0/variables/region/enum/0': 'there' }, 'servers.example.com regions: ["here"], ["there"]'],
  'another header has the credentials': [
    { '/components/securitySchemes/token/name': 'X-Token' },
    'security credentials: ["X-Auth-Token"], ["X-Token"]',
  ],
};

it('each difference between a document and its sources is found', () => {
  const found = Object.entries(changes).map(([what, [changed]]) => [what, listFaults(changeDocument(changed)).sort()]);
  const expected = Object.entries(changes).map(([what, [, ...faults]]) => [what, faults.sort()]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
});

/** Changes of what a second source states of the same operation, beside the page. */
const others: Record<string, [changed: Record<string, unknown>, row: Record<string, unknown>, ...faults: string[]]> = {
  'a field of another source may exist': [{ [`${thing}/colour`]: { type: 'string' } }, { pointer: 'colour', type: 'string' }],
  'and has to exist': [{}, { pointer: 'colour', type: 'string' }, 'response.colour presence: "present", nothing'],
  'with all that this source states of it': [
    { [`${thing}/colour`]: { type: 'string' } },
    { pointer: 'colour', type: 'string', maxLength: 9 },
    'response.colour maxLength: 9, nothing',
  ],
  'another source counts if the page is silent': [{ [`${size}/minimum`]: 0 }, { pointer: 'parts[].size', minimum: 0 }],
  'no other source counts if the page is not silent': [
    { [`${size}/type`]: 'string' },
    { pointer: 'parts[].size', type: 'string' },
    'response.parts[].size type: "number", "string"',
  ],
};

/** What differs from facts with a row of another source added to the page's. */
function listFaultsWith(source: Source, changed: Record<string, unknown>, row: Record<string, unknown>, page: Partial<Row> = {}): string[] {
  const documented: Documented = createSmallFacts();
  const [first] = documented.operations[0]?.pages ?? [];
  const own = first?.rows.find(({ pointer }) => pointer === row.pointer);
  if (own) Object.assign(own, page);
  documented.operations[0]?.pages.push({
    ...{ source, statuses: [], errorCodes: [], samples: [] },
    rows: [{ location: 'response', name: '', ...(row as { pointer: string }) }],
  });
  return listFaults(changeDocument(changed), documented);
}

it('the other sources of an operation count where its page is silent', () => {
  const found = Object.entries(others).map(([what, [changed, row]]) => [what, listFaultsWith('otc-en-2026', changed, row)]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(others).map(([what, [, , ...faults]]) => [what, faults])));
});

const isRequired = { '/components/schemas/Thing/required': ['changed'] };

/** What the SDK states of a field, what the page states beside it, and what the document differs in. */
const bySdk: Record<string, [row: Record<string, unknown>, page: Partial<Row>, changed: Record<string, unknown>, ...faults: string[]]> = {
  'the SDK agrees': [{ pointer: 'parts[].size', type: 'number' }, {}, {}],
  'the SDK has another type': [{ pointer: 'parts[].size', type: 'string' }, {}, {}, 'response.parts[].size type: SDK "string", "number"'],
  'the SDK does not know 64 bits': [{ pointer: 'changed', type: 'integer' }, {}, {}],
  'the SDK has other values': [
    { location: 'body', pointer: 'state', enum: ['on', 'off', 'broken'] },
    {},
    {},
    'body.state enum: SDK ["on","off","broken"], ["on","off"]',
  ],
  'the SDK requires in a request what the page does not': [
    { location: 'body', pointer: 'state', required: true },
    {},
    {},
    'body.state required: SDK true, nothing',
  ],
  'both require a property of a response': [{ pointer: 'changed', required: true }, { required: true }, isRequired],
  'both do, and the document does not': [
    { pointer: 'changed', required: true },
    { required: true },
    {},
    'response.changed required: true, nothing',
  ],
  'only the page requires it': [{ pointer: 'changed', required: false }, { required: true }, {}],
  'only the SDK requires it': [{ pointer: 'changed', required: true }, { required: false }, {}],
  'only the page and the document do': [
    { pointer: 'changed', required: false },
    { required: true },
    isRequired,
    'response.changed required: SDK false, true',
  ],
  'only the SDK and the document do': [
    { pointer: 'changed', required: true },
    { required: false },
    isRequired,
    'response.changed required: false, true',
  ],
  'the page alone says whether it is required': [{ pointer: 'changed' }, { required: true }, isRequired],
  'the SDK alone does': [{ pointer: 'changed', required: true }, {}, {}, 'response.changed required: true, nothing'],
};

it('the SDK counts beside the page, and a property of a response is required only where both say so', () => {
  const found = Object.entries(bySdk).map(([what, [row, page, changed]]) => [what, listFaultsWith('sdk-2026', changed, row, page)]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(bySdk).map(([what, [, , , ...faults]]) => [what, faults])));
});

it('the place of a difference in the document is named', () => {
  const [violation] = compareWithSources(
    changeDocument({ '/components/schemas/Owner/properties/name/maxLength': 3 }),
    createSmallFacts(),
    [],
  );
  expect(violation?.at).toBe('/components/schemas/Owner/properties/name/maxLength');
});

it('an operation without documented facts is found', () => {
  expect(listFaults(createSmallDocument(), { ...createSmallFacts(), operations: [] })).toEqual([
    'operation presence: nothing, "put /things/{thing_id}"',
  ]);
});
