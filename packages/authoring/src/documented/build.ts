// Writes what the published pages state, as bare facts, into spec/documented: npm run documented -- <folder of facts>
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { specFolder } from '@dli-openapi/openapi/files';
import { Corrections } from './corrections.ts';
import { commonFile, documentedFolder, formatCommon, formatOperation } from './files.ts';
import type { Published, PublishedCommon, PublishedField, PublishedPage } from './published.ts';
import { openPublished } from './published.ts';
import { rowOf } from './rows.ts';
import { fieldSamplesOf, samplesOf } from './samples.ts';
import type { DocumentedCommon, DocumentedOperation, Page, Row, Source } from './types.ts';
import { sources } from './types.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name the folder of facts: npm run documented -- <folder>');
  process.exitCode = 1;
} else {
  const faults = faultsOf(() => build(folder));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}

function faultsOf(run: () => string[]): string[] {
  try {
    return run();
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Writes the files unless something is wrong, and returns what is. */
function build(from: string): string[] {
  const published = openPublished(from);
  const corrections = new Corrections();
  const faults: string[] = [];
  const operations = operationIds().map((operationId) => operationOf(operationId, published, corrections, faults));
  faults.push(...corrections.unused());
  if (faults.length > 0) return faults;

  rmSync(documentedFolder, { recursive: true, force: true });
  mkdirSync(documentedFolder, { recursive: true });
  write(commonFile, formatCommon(commonOf(published.common)));
  for (const operation of operations) {
    write(`${operation.operationId}.jsonl`, formatOperation(operation));
    console.log(`${operation.operationId}: ${operation.pages.map(({ source, rows }) => `${source} ${rows.length}`).join(', ')} rows`);
  }
  return [];
}

function write(name: string, text: string): void {
  writeFileSync(join(documentedFolder, name), text);
}

/** The operations of the document, from their files' names. */
function operationIds(): string[] {
  return readdirSync(join(specFolder, 'operations'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort();
}

function operationOf(operationId: string, published: Published, corrections: Corrections, faults: string[]): DocumentedOperation {
  const { method, path, sources: known } = published.operation(operationId);
  const pages = sources.flatMap((source) =>
    [known[source] ?? []].flat().map((page) => pageOf(page, source, (field) => corrected(field, source))),
  );

  function corrected(field: PublishedField, source: Source): Row[] {
    const { field: right, set } = corrections.of(operationId, source, field);
    try {
      return [rowOf(right, set)];
    } catch (error) {
      faults.push(`${operationId} ${source} ${field.location}.${field.pointer}: ${(error as Error).message}. Add a correction.`);
      return [];
    }
  }
  return { operationId, method: method.toLowerCase(), path, pages: pages as DocumentedOperation['pages'] };
}

function pageOf(page: PublishedPage, source: Source, row: (field: PublishedField) => Row[]): Page {
  const rows = page.fields.flatMap(row);
  return {
    source,
    ...(page.docId !== undefined && { docId: page.docId }),
    statuses: (page.statusCodes ?? []).map(({ code }) => code),
    errorCodes: (page.errorCodes ?? []).map(({ code }) => code),
    rows,
    samples: [...samplesOf(page.examples ?? []), ...fieldSamplesOf(rows, page.fields)],
  };
}

function commonOf({ errorBody, headers, sdkRegions }: PublishedCommon): DocumentedCommon {
  const regions: Record<string, string[]> = {};
  for (const { region, url } of sdkRegions) {
    const domain = new URL(url).host.split('.').slice(2).join('.');
    regions[domain] = [...(regions[domain] ?? []), region].sort();
  }
  return {
    error: Object.entries(errorBody).map(([name, type]) => ({ location: 'error', pointer: name, name, type })),
    regions,
    credentials: headers.map(({ name }) => name).filter((name) => name === 'X-Auth-Token' || name === 'Authorization'),
  };
}
