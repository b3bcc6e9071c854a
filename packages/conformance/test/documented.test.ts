import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedFolder, formatOperation, readDocumented } from '@dli-openapi/authoring/documented/files';
import type { Row } from '@dli-openapi/authoring/documented/types';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';

const { operations } = readDocumented();

/** What the five pages of the start print: rows by place, statuses, error codes, samples that are JSON and that are not. */
const seeds: Record<string, object> = {
  listFlinkJobs: { path: 1, query: 12, response: 46, statuses: 2, errorCodes: 0, samples: 1, broken: 0 },
  showFlinkJob: { path: 2, response: 46, statuses: 2, errorCodes: 0, samples: 2, broken: 0 },
  createFlinkJarJob: { path: 1, body: 15, response: 6, statuses: 2, errorCodes: 1, samples: 2, broken: 0 },
  showSqlJobStatus: { path: 2, response: 21, statuses: 3, errorCodes: 0, samples: 0, broken: 1 },
  updateFlinkSqlJob: { path: 2, body: 26, response: 4, statuses: 2, errorCodes: 0, samples: 3, broken: 0 },
};

/** What is wrong in the files, one line each. */
function listFaults(isWrong: (row: Row, rows: readonly Row[]) => boolean): string[] {
  return operations.flatMap(({ operationId, pages }) =>
    pages.flatMap(({ source, rows }) =>
      rows
        .filter((row) => isWrong(row, rows))
        .map((row) => `spec/documented/${operationId}.jsonl ${source} ${row.location}.${row.pointer} ${JSON.stringify(row)}`),
    ),
  );
}

describe('the documented facts', () => {
  it('are there for each operation of the document, and for no other', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      listOperations(readDocument())
        .map(({ operationId }) => operationId)
        .sort(),
    );
  });

  it('are written as the writer writes them', () => {
    const others = operations.filter(
      (operation) => formatOperation(operation) !== readFileSync(join(documentedFolder, `${operation.operationId}.jsonl`), 'utf8'),
    );
    expect(others.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('of the five pages of the start have every row, status, error code and sample', () => {
    const found = operations.map(({ operationId, pages: [page] }) => {
      const counts: Record<string, number> = {};
      for (const { location } of page.rows) counts[location] = (counts[location] ?? 0) + 1;
      const broken = page.samples.filter((sample) => sample.broken !== undefined).length;
      const { statuses, errorCodes, samples } = page;
      return [
        operationId,
        { ...counts, statuses: statuses.length, errorCodes: errorCodes.length, samples: samples.length - broken, broken },
      ];
    });
    expect(Object.fromEntries(found)).toMatchObject(seeds);
  });

  it('are bare: names, values and units, no sentences', () => {
    const hasSentence = (text: string) => !/^[\x20-\x7e]*$/.test(text) || /"[^"]*[a-z]+ [a-z]+ [a-z]+ [^"]*"/i.test(text);
    expect(listFaults((row) => hasSentence(JSON.stringify(row)))).toEqual([]);
  });

  it('name no place of a page twice', () => {
    const isSame = (one: Row, other: Row) => one.location === other.location && one.pointer === other.pointer;
    expect(listFaults((row, rows) => rows.find((other) => isSame(row, other)) !== row)).toEqual([]);
  });

  it('have values that fit their types', () => {
    const misfits = ({ type, enum: values = [], default: assumed = null }: Row) => {
      const expected = type?.replace(/^array<(.*)>$/, '$1').replace(/integer|long/, 'number');
      return [...values, assumed].some((value) => value !== null && typeof value !== expected);
    };
    expect(listFaults(misfits)).toEqual([]);
  });
});
