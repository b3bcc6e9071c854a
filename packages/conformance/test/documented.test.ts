import { readDocumented } from '@dli-openapi/authoring/documented/files';
import type { DocumentedOperation, Row } from '@dli-openapi/authoring/documented/types';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';

const { operations } = readDocumented();
const all: [string, DocumentedOperation][] = operations.map((operation) => [operation.operationId, operation]);
const facts = new Set<keyof Row>([
  ...(['location', 'pointer', 'name', 'required', 'type', 'enum', 'default', 'defaultFormula', 'minLength', 'maxLength'] as const),
  ...(['minimum', 'maximum', 'unit', 'rule', 'json', 'onlyWhen'] as const),
]);

/** What the five pages of the start print: rows by place, statuses, error codes, samples that are JSON and that are not. */
const seeds: Record<string, object> = {
  listFlinkJobs: { path: 1, query: 12, response: 46, statuses: 2, errorCodes: 0, samples: 1, broken: 0 },
  showFlinkJob: { path: 2, response: 46, statuses: 2, errorCodes: 0, samples: 2, broken: 0 },
  createFlinkJarJob: { path: 1, body: 15, response: 6, statuses: 2, errorCodes: 1, samples: 2, broken: 0 },
  showSqlJobStatus: { path: 2, response: 21, statuses: 3, errorCodes: 0, samples: 0, broken: 1 },
  updateFlinkSqlJob: { path: 2, body: 26, response: 4, statuses: 2, errorCodes: 0, samples: 3, broken: 0 },
};

describe('the documented facts', () => {
  it('are there for each operation of the document, and for no other', () => {
    expect(all.map(([operationId]) => operationId).sort()).toEqual(
      listOperations(readDocument())
        .map(({ operationId }) => operationId)
        .sort(),
    );
  });

  it.each(Object.entries(seeds))('of %s have every row of its page', (operationId, expected) => {
    const page = operations.find((operation) => operation.operationId === operationId)?.pages[0];
    const counts: Record<string, number> = {};
    for (const { location } of page?.rows ?? []) counts[location] = (counts[location] ?? 0) + 1;
    const broken = page?.samples.filter((sample) => sample.broken !== undefined).length ?? 0;
    const found = {
      statuses: page?.statuses.length,
      errorCodes: page?.errorCodes.length,
      samples: (page?.samples.length ?? 0) - broken,
      broken,
    };
    expect({ ...counts, ...found }).toEqual(expected);
  });

  it('of the five pages are 184 rows', () => {
    const rows = operations.map(({ pages: [page] }) => (page.source === 'seed' ? page.rows.length : 0));
    expect(rows.reduce((sum, count) => sum + count)).toBe(184);
  });

  it.each(all)('of %s are bare: no other fields, no sentences', (_id, { pages }) => {
    for (const { rows, statuses, errorCodes } of pages) {
      expect(rows.flatMap((row) => Object.keys(row).filter((key) => !facts.has(key as keyof Row)))).toEqual([]);
      const texts = JSON.stringify([rows, statuses, errorCodes]);
      expect(texts).toMatch(/^[\x20-\x7e]*$/);
      expect(texts).not.toMatch(/"[^"]*[a-z]+ [a-z]+ [a-z]+ [^"]*"/i);
    }
  });

  it.each(all)('of %s name no place of a page twice', (_id, { pages }) => {
    for (const { rows } of pages) {
      const places = rows.map(({ location, pointer }) => `${location} ${pointer}`);
      expect(new Set(places).size).toBe(places.length);
    }
  });

  it.each(all)('of %s have values that fit their types', (_id, { pages }) => {
    for (const { rows } of pages) {
      for (const row of rows) {
        const values = [...(row.enum ?? []), ...('default' in row ? [row.default] : [])].filter((value) => value !== null);
        const type = row.type?.replace(/^array<(.*)>$/, '$1').replace(/integer|long/, 'number');
        expect(values.filter((value) => typeof value !== type)).toEqual([]);
      }
    }
  });
});
