import type { Document } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import { referencePage } from '../src/reference/page.ts';
import { presentDocument } from '../src/reference/present.ts';

const document: Document = {
  info: { title: 'Jobs', description: 'What it is.' },
  paths: {},
  components: {
    securitySchemes: { token: { type: 'apiKey', name: 'X-Auth-Token', description: 'A token.' } },
    schemas: {
      Settings: { type: 'object', required: ['cu'], properties: { cu: { type: 'integer' }, name: { type: 'string', maxLength: 5 } } },
      Job: {
        type: 'object',
        allOf: [{ $ref: '#/components/schemas/Settings' }],
        required: ['name'],
        properties: { name: { maxLength: 3 } },
      },
    },
  },
};

describe('the document as it is shown', () => {
  it('has the properties of every part of an allOf in one list', () => {
    const job = presentDocument(document, 'en').components.schemas?.Job;
    expect(job).toEqual({
      type: 'object',
      required: ['name', 'cu'],
      properties: { name: { type: 'string', maxLength: 3 }, cu: { type: 'integer' } },
    });
  });

  it('tells about the security schemes in its introduction', () => {
    expect(presentDocument(document, 'en').info).toMatchObject({ description: expect.stringContaining('**`X-Auth-Token`** A token.') });
  });

  it('leaves the document that it was given as it was', () => {
    const before = structuredClone(document);
    presentDocument(document, 'en');
    expect(document).toEqual(before);
  });
});

describe('a page', () => {
  it('is not ended early by text of the document', () => {
    const page = referencePage({
      language: 'en',
      title: 'A & <b>',
      document: { ...document, description: '</script><!-- \u2028 <img src=x>' },
    });
    expect(page).not.toContain('<img');
    expect(page).toContain('<title>A &amp; &lt;b></title>');
    const data = /<script type="application\/json" id="openapi-document">([^<]*)<\/script>/.exec(page)?.[1];
    expect(JSON.parse(data ?? '').description).toBe('</script><!-- \u2028 <img src=x>');
  });
});
