// Opens a folder of facts: what several sources state of each operation, row by row, extracted from their pages.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isNode } from '@dli-openapi/openapi';
import type { Published, PublishedField } from './published.ts';
import { isCode } from './rows.ts';
import type { DocumentedCommon, Location, Source } from './types.ts';

interface FolderField {
  location: Location;
  pointer: string;
  required?: boolean | null;
  /** As printed. */
  type?: string | null;
  /** Of numbers of the SDK, whether they are integers. */
  typeNorm?: string | null;
  description?: string | null;
  enum?: string[];
  /** The number of a table that lists the values. */
  seeTable?: number;
}

interface FolderPage {
  docId?: string;
  deprecated?: boolean;
  fields: FolderField[];
  statusCodes?: { code: string }[];
  errorCodes?: { code: string }[];
  examples?: { role: string; text: string; json?: unknown }[];
}

interface FolderOperation {
  method: string;
  path: string;
  /** As readers see it: `Elastic resource pools`. */
  family: string;
  deprecated: boolean;
  sources: Partial<Record<Source, FolderPage[] | FolderPage>>;
}

/** What the sources publish of an operation. */
interface FolderFacts extends Omit<FolderOperation, 'sources'> {
  /** The folder of its family: `elastic-resource-pools`. */
  folder: string;
  pages(source: Source): Published[];
}

export interface FactsFolder {
  common: DocumentedCommon;
  /** @throws {Error} if the folder lacks the operation */
  read(operationId: string): FolderFacts;
}

export const isFactsFolder = (folder: string): boolean => existsSync(join(folder, 'index.json'));

export function openFactsFolder(folder: string): FactsFolder {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const index = read('index.json') as { operationId: string; file: string }[];
  return {
    common: readCommon(read('crosscutting.json') as Crosscutting),
    read(operationId) {
      const entry = index.find((candidate) => candidate.operationId === operationId);
      if (!entry) throw new Error(`index.json of ${folder} has no ${operationId}. Is the operationId right?`);
      const { method: upper, path, family, deprecated, sources } = read(entry.file) as FolderOperation;
      const method = upper.toLowerCase();
      return {
        ...{ method, path, family, deprecated, folder: basename(dirname(entry.file)) },
        pages(source) {
          const pages = [sources[source] ?? []].flat();
          // An abandoned page counts only if no other page replaces it.
          const live = pages.filter((page) => !page.deprecated);
          return (live.length > 0 ? live : pages).map((page) => readFolderPage(page, source, { method, path }));
        },
      };
    },
  };
}

function readFolderPage(page: FolderPage, source: Source, endpoint: { method: string; path: string }): Published {
  const { docId, fields, statusCodes = [], errorCodes = [], examples = [] } = page;
  return {
    docId,
    ...endpoint,
    fields: fields.map((field) => readField(field, source)),
    statuses: statusCodes.map(({ code }) => code),
    errorCodes: errorCodes.map(({ code }) => code),
    samples: examples.map(({ role, text, json }) => ({
      of: role === 'request' || (role === 'unknown' && isBody(json, fields)) ? 'request' : 'response',
      text,
    })),
  };
}

/** Whether a sample, of which the page does not say what it is, has fields of the request's body only. */
function isBody(sample: unknown, fields: FolderField[]): boolean {
  const names = new Set(fields.flatMap(({ location, pointer }) => (location === 'body' ? [pointer] : [])));
  return isNode(sample) && Object.keys(sample).every((name) => names.has(name));
}

function readField(
  { location, pointer, required, type, typeNorm, description, enum: values, seeTable }: FolderField,
  source: Source,
): PublishedField {
  const printed = isCode(source) && !typeNorm?.includes('other:') ? typeNorm : type?.split(' | ').at(-1);
  return {
    location,
    pointer,
    required: required ?? undefined,
    type: printed ?? undefined,
    description: description ?? undefined,
    values: isCode(source) || seeTable !== undefined ? values : undefined,
  };
}

interface Crosscutting {
  errorBody: Record<string, string>;
  headers: { name: string }[];
  sdkRegions: { region: string; url: string }[];
}

function readCommon({ errorBody, headers, sdkRegions }: Crosscutting): DocumentedCommon {
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
