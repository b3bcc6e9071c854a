import type { Deviation } from '@dli-openapi/authoring/deviations';
import { type ShownDeviation, shownDeviation } from '@dli-openapi/authoring/shown-deviations';
import type { Document } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import { deviationsPage } from '../src/deviations/page.ts';

const operation = (operationId: string) => ({ operationId, tags: ['Flink jobs'], responses: {} });
const document: Document = {
  tags: [{ name: 'Flink jobs', 'x-displayName': 'Streams' }],
  paths: { '/jobs': { get: operation('listJobs'), post: operation('createJob') } },
  components: {},
};
const deviation = (fields: Partial<Deviation>): ShownDeviation =>
  shownDeviation({
    id: 'job-id-is-long',
    operations: ['listJobs'],
    pointers: ['query.limit'],
    rule: 'maxLength',
    page: 1,
    reason: 'More is taken.',
    evidence: ['a sample', 'public clients'],
    section: 'Listing jobs',
    line: 1,
    ...fields,
  });
const pageWith = (...deviations: ShownDeviation[]): string => deviationsPage({ language: 'en', document, deviations });
/** What a reader sees of the part of a page that begins with a text, without the markup. */
const read = (page: string, start: string): string =>
  page
    .slice(page.indexOf(start))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page of deviations', () => {
  it('says of an entry what differs, where, why, and who bears witness', () => {
    const page = pageWith(deviation({ document: [1, 2] }));
    expect(read(page, '<article id="job-id-is-long"')).toContain(
      'Job ID is long More is taken. Differs max length Pages 1 Document [1,2] Field query.limit In listJobs Evidence a sample; public clients',
    );
  });

  it('says that a side says nothing', () => {
    expect(read(pageWith(deviation({ page: undefined })), '<article')).toContain('Pages nothing Document nothing');
  });

  it('has the entries under the titles of their sections, in the order of the list', () => {
    const page = pageWith(
      deviation({ id: 'a', section: 'Two' }),
      deviation({ id: 'b', section: 'One' }),
      deviation({ id: 'c', section: 'One' }),
    );
    const parts = [...page.matchAll(/<h2>([^<]*)|<article id="([^"]*)/g)].map(([, title, id]) => title ?? id);
    expect(parts.slice(parts.indexOf('By topic') + 1)).toEqual(['Two', 'a', 'One', 'b', 'c']);
  });

  it('shows the families of operations under the names that readers are shown', () => {
    expect(pageWith(deviation({}))).toContain('<h3>Streams</h3>');
  });

  it('leads from each operation to the entries about it', () => {
    const page = pageWith(
      deviation({ id: 'a' }),
      deviation({ id: 'b', operations: ['createJob', 'listJobs'] }),
      deviation({ id: 'c', operations: 'all' }),
    );
    const [, contents = ''] = /aria-label="By operation">(.*?)<\/nav>/s.exec(page) ?? [];
    const links = [...contents.matchAll(/<summary>(\w[\w ]*?) <.*?<\/details>/gs)].map(([part, name]) => [name, part.match(/#\w+/g)]);
    expect(links).toEqual([
      ['Every operation', ['#c']],
      ['listJobs', ['#a', '#b']],
      ['createJob', ['#b']],
    ]);
  });

  it('leads from an entry to its operations in the reference', () => {
    expect(pageWith(deviation({}))).toContain('<a href="index.html#tag/flink-jobs/listJobs">listJobs</a>');
  });

  it('folds a long list of fields', () => {
    const pointers = ['a', 'b', 'c', 'd', 'e'].map((name) => `body.${name}`);
    expect(pageWith(deviation({ pointers }))).toContain('<details><summary>5 fields</summary>');
  });

  it('is not spoiled by text of the list', () => {
    const page = pageWith(deviation({ reason: '<script>', pointers: ['body.<b>'], evidence: ['a & b'], page: '</code>' }));
    expect(page).not.toMatch(/<script>|<b>/);
    expect(page).toContain('<code>&lt;/code></code>');
    expect(page).toContain('a &amp; b');
  });
});
