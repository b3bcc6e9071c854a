import type { Difference, ShownDeviation } from '@dli-openapi/authoring/deviation';
import { showDeviation } from '@dli-openapi/authoring/shown-deviations';
import type { Document } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import { formatDeviationsPage } from '../src/deviations-page.ts';
import { readKnowledge } from '../src/reference/knowledge.ts';

const operation = (operationId: string) => ({
  ...{ operationId, summary: operationId, description: '', tags: ['Flink jobs'], responses: {} },
  parameters: [{ name: 'limit', in: 'query', description: '', schema: { type: 'integer' } }],
});
const document: Document = {
  tags: [{ name: 'Flink jobs', 'x-displayName': 'Streams' }],
  paths: { '/jobs': { get: operation('listJobs'), post: operation('createJob') } },
  components: {},
};
const deviation = (difference: Partial<Difference>, fields: Partial<ShownDeviation> = {}): ShownDeviation =>
  showDeviation({
    ...{ id: 'job-id-is-long', family: 'flink-jobs', reason: 'More is accepted.', evidence: ['seed query.limit', 'ours'] },
    ...fields,
    differences: [{ operations: ['listJobs'], at: ['query.limit'], rule: 'maxLength', page: 1, ...difference }],
  });
const sources = { seed: { title: 'A page', url: 'https://example.com/', snapshot: '2021' }, ours: { title: 'A decision' } };
const provenance = [
  { operationId: 'listJobs', place: 'query.size', rule: 'presence', sources: ['otc-en-2026', 'sdk-2026'] },
  { operationId: 'listJobs', place: 'query.size', rule: 'type', sources: ['sdk-2026'] },
];
const pageWith = (...deviations: ShownDeviation[]): string =>
  formatDeviationsPage(readKnowledge('en', document, { deviations, sources, provenance, workflows: [] }));
/** What a reader sees of the part of a page that begins with a text, without the markup. */
const read = (page: string, start: string): string =>
  page
    .slice(page.indexOf(start))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page of deviations', () => {
  it('says of an entry what differs, where, why, and where that can be checked', () => {
    const page = pageWith(deviation({ document: [1, 2] }));
    expect(read(page, '<article id="job-id-is-long"')).toContain(
      'Job ID is long More is accepted. Differs max length Pages 1 Document [1,2] Field query.limit In listJobs Evidence seed query.limit ; ours',
    );
    expect(page).toContain('<a href="#source/seed">seed</a>');
  });

  it('says what the SDK alone states', () => {
    expect(read(pageWith(deviation({ page: undefined, sdk: false, document: true })), '<article')).toContain('SDK false Document true');
  });

  it('says that a side states nothing', () => {
    expect(read(pageWith(deviation({ page: undefined })), '<article')).toContain('Pages nothing Document nothing');
  });

  it('has the entries under their families, those of several families first', () => {
    const page = pageWith(deviation({}, { id: 'a' }), deviation({}, { id: 'b', family: 'common' }), deviation({}, { id: 'c' }));
    const parts = [...page.matchAll(/<h2 id="[^"]*">([^<]*)|<article id="([^"]*)/g)].map(([, title, id]) => title ?? id);
    expect(parts).toEqual(['Several families', 'b', 'Streams', 'a', 'c', 'By operation', 'Sources']);
  });

  it('leads from an entry to its operations, and to the fields that they have', () => {
    const page = pageWith(deviation({ at: ['query.limit', 'query.size'] }));
    expect(page).toContain('<a href="operations/listJobs.html">listJobs</a>');
    expect(page).toContain('<a href="operations/listJobs.html#query.limit"><code>query.limit</code></a>');
    expect(page).toContain(', <code>query.size</code>');
  });

  it('lists by operation the deviations and the fields that other sources add, and what the sources are', () => {
    const page = pageWith(deviation({}));
    expect(read(page, '<h2 id="by-operation"')).toContain('listJobs 2 Job ID is long query.size otc-en-2026, sdk-2026 createJob 0');
    expect(read(page, '<h2 id="sources"')).toContain('seed A page (2021) ours A decision');
  });

  it('folds a long list of fields', () => {
    const at = ['a', 'b', 'c', 'd', 'e'].map((name) => `body.${name}`);
    expect(pageWith(deviation({ at }))).toContain('<details><summary>5 fields</summary>');
  });

  it('is not spoiled by text of the entries', () => {
    const page = pageWith(deviation({ at: ['body.<b>'], page: '</code>' }, { reason: '<script>', evidence: ['seed a & b'] }));
    expect(page).not.toMatch(/<script>|<b>/);
    expect(page).toContain('<code>&lt;/code></code>');
    expect(page).toContain('a &amp; b');
  });
});
