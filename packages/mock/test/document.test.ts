import spec from '@dli-openapi/spec';
import { describe, expect, it } from 'vitest';
import { listSchemaPlaces, loadDocument } from '../src/document/load.ts';
import { SchemaReader } from '../src/generated/openapi/index.ts';
import { createMock, MockError } from '../src/index.ts';
import { copyOfDocument, get, jobsPath, token } from './support.ts';

function fault(document: object): string {
  try {
    createMock({ document });
  } catch (error) {
    if (error instanceof MockError) return error.message;
    throw error;
  }
  return 'no fault';
}

function withSchema(name: string, schema: object): object {
  const document = copyOfDocument();
  document.components.schemas = { ...document.components.schemas, [name]: schema as never };
  return document;
}

describe('a mock does not start from a document', () => {
  it('whose pattern does not compile, and names its schema', () => {
    expect(fault(withSchema('DirtyDataStrategy', { type: 'string', pattern: '^[a-z\\_]+$' }))).toMatch(
      /^The document's schemas do not compile:\n#\/components\/schemas\/DirtyDataStrategy: \/pattern: Invalid regular expression/,
    );
  });

  it('with an invalid schema, though nothing uses it', () => {
    expect(fault(withSchema('Unused', { type: 'text' }))).toContain(
      '#/components/schemas/Unused: /type must be equal to one of the allowed values',
    );
  });

  it.each([
    ['a pattern below a property', { properties: { name: { pattern: '[' } } }, '/properties/name/pattern: Invalid regular expression'],
    ['a pattern of names', { patternProperties: { '[': {} } }, '/patternProperties: Invalid regular expression'],
    ['an enum of nothing', { items: { enum: [] } }, '/items/enum must NOT have fewer than 1 items'],
    ['a keyword of draft 4', { allOf: [{ id: 'x' }] }, '/allOf/0/id is not a keyword of JSON Schema 2020-12'],
    ['a keyword of OpenAPI 3.0', { allOf: [{ nullable: true }] }, '/allOf/0 must have property type when property nullable is present'],
  ])('with %s, though nothing uses it', (_what, schema, message) => {
    expect(fault(withSchema('Unused', schema))).toContain(`#/components/schemas/Unused: ${message}`);
  });

  it('with a reference that leads nowhere', () => {
    expect(fault(withSchema('Unused', { $ref: '#/components/schemas/Missing' }))).toBe(
      '#/components/schemas/Unused: the reference #/components/schemas/Missing leads nowhere.',
    );
  });

  it('with a reference that leads out of it', () => {
    expect(fault(withSchema('Unused', { $ref: 'https://example.com/schema.json' }))).toContain(
      'leads out of the document; bundle it first',
    );
  });

  it('with a reference that leads back to itself', () => {
    expect(fault(withSchema('Unused', { $ref: '#/components/schemas/Unused' }))).toContain('leads back to itself');
  });

  it('of another version', () => {
    expect(fault({ ...copyOfDocument(), openapi: '3.0.3' })).toBe('The document must be OpenAPI 3.1; its field "openapi" says "3.0.3".');
  });

  it('in a dialect that it does not know', () => {
    expect(fault({ ...copyOfDocument(), jsonSchemaDialect: 'http://json-schema.org/draft-07/schema#' })).toContain('jsonSchemaDialect');
  });

  it('that is only text', () => {
    expect(fault('openapi: 3.1.0' as never)).toContain('must be an object');
  });

  it('that holds itself', () => {
    const document = copyOfDocument();
    document.self = document;

    expect(fault(document)).toContain('cannot be written as JSON');
  });
});

it('lets a property have the name of a keyword', () => {
  expect(fault(withSchema('Unused', { properties: { id: {}, enum: {}, pattern: {}, nullable: {} }, examples: [{ pattern: '[' }] }))).toBe(
    'no fault',
  );
});

it('compiles every schema of a document that it starts from', () => {
  const { schemas, document, operations } = loadDocument(spec);
  const reader = new SchemaReader(document);
  const components = Object.keys(spec.components?.schemas ?? {}).map((name) => ({ at: `/components/schemas/${name}` }));
  const places = [...components, ...operations.flatMap((operation) => listSchemaPlaces(reader, operation))];

  expect(places.length).toBeGreaterThan(100);
  expect(() => places.map((place) => schemas.listErrors(place, {}))).not.toThrow();
});

it('leaves the document as it was', async () => {
  const document = copyOfDocument();
  await get(jobsPath, token, createMock({ document }));

  expect(document).toEqual(spec);
});

it('sees a change of a document that it was started from before', async () => {
  const document = copyOfDocument();
  const before = await get('/v2/jobs', token, createMock({ document }));
  document.paths['/v2/jobs'] = document.paths['/v1.0/{project_id}/streaming/jobs'] ?? {};
  const after = await get('/v2/jobs', token, createMock({ document }));

  expect([before.status, after.status]).toEqual([404, 400]);
});
