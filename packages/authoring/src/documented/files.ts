// Reads and writes `spec/documented`: what the sources state, one fact a line. A fact that several sources share stands once.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formatPlace } from '@dli-openapi/openapi';
import { specFolder } from '@dli-openapi/openapi/files';
import type {
  Documented,
  DocumentedCommon,
  DocumentedOperation,
  Facts,
  Location,
  NewOperation,
  Page,
  Row,
  Sample,
  Source,
} from './types.ts';

export const documentedFolder = join(specFolder, 'documented');
export const commonFile = 'common.jsonl';

/** A line of an operation's file. */
type Line =
  | { operation: string; method: string; path: string; deprecated?: true }
  | { page: string; docId?: string; statuses: string[]; errorCodes: string[] }
  | ({ at: string; sources: string[] } & Facts)
  | ({ sample: string; sources: string[] } & Omit<Sample, 'of'>);

/** A line of `common.jsonl`. */
type CommonLine = { header: string } | { domain: string; regions: string[] } | ({ at: string } & Facts);

/**
 * Reads what the sources state, from `spec/documented`.
 * @throws {Error} with file and line if a line is not JSON, or names a page that its file does not list
 */
export function readDocumented(folder = documentedFolder): Documented {
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl') && file !== commonFile);
  return {
    operations: files.sort().map((file) => parseOperation(read(file), file)),
    common: parseCommon(read(commonFile)),
  };
}

/** Like {@link readDocumented}, for one operation from text. Errors call it `file`. */
export function parseOperation(text: string, file: string): DocumentedOperation {
  const operation = { operationId: basename(file, '.jsonl'), method: '', path: '' };
  const pages = new Map<string, Page>();
  parseLines<Line>(text, file).forEach((line, index) => {
    const listPages = (sources: string[]): Page[] =>
      sources.map((name) => pages.get(name) ?? refuse(`${file}:${index + 1} names the source ${name}, and no line above has it as "page"`));
    if ('operation' in line) {
      const { operation: operationId, ...rest } = line;
      Object.assign(operation, { operationId, ...rest });
    } else if ('page' in line) {
      const { page, ...rest } = line;
      pages.set(page, { source: page.replace(/#\d+$/, '') as Source, ...rest, rows: [], samples: [] });
    } else if ('sample' in line) {
      const { sample, sources, ...rest } = line;
      for (const page of listPages(sources)) page.samples.push({ of: sample, ...rest });
    } else {
      const { sources, ...row } = line;
      for (const page of listPages(sources)) page.rows.push(parseRow(row));
    }
  });
  return { ...operation, pages: [...pages.values()] as DocumentedOperation['pages'] };
}

/** Formats the text of an operation's file. */
export function formatOperation({ operationId, method, path, deprecated, pages }: NewOperation): string {
  const names = namePages(pages);
  const places = orderPlaces(pages);
  const rows = mergeLines(
    pages.map((page) => page.rows.map(formatRow)),
    names,
  );
  const samples = mergeLines(
    pages.map((page) => page.samples.map(({ of, ...rest }) => ({ sample: of, ...rest }))),
    names,
  );
  return formatLines<Line>([
    { operation: operationId, method, path, ...(deprecated && { deprecated }) },
    ...pages.map(({ docId, statuses, errorCodes }, index) => ({
      ...{ page: names[index] as string, ...(docId !== undefined && { docId }) },
      ...{ statuses, errorCodes },
    })),
    ...rows.sort((one, other) => places.indexOf(one.at) - places.indexOf(other.at)),
    ...samples,
  ]);
}

function parseCommon(text: string): DocumentedCommon {
  const common: DocumentedCommon = { error: [], regions: {}, credentials: [] };
  for (const line of parseLines<CommonLine>(text, commonFile)) {
    if ('header' in line) common.credentials.push(line.header);
    else if ('domain' in line) common.regions[line.domain] = line.regions;
    else common.error.push(parseRow(line));
  }
  return common;
}

/** Formats the text of `common.jsonl`. */
export function formatCommon({ error, regions, credentials }: DocumentedCommon): string {
  return formatLines<CommonLine>([
    ...credentials.map((header) => ({ header })),
    ...Object.entries(regions).map(([domain, names]) => ({ domain, regions: names })),
    ...error.map(formatRow),
  ]);
}

function parseRow({ at, ...facts }: { at: string } & Facts): Row {
  const [, location, pointer = ''] = /^(\w+)\.?(.*)$/.exec(at) as string[];
  return { location: location as Location, pointer, name: pointer.split('.').at(-1) as string, ...facts };
}

function formatRow({ location, pointer, name: _name, ...facts }: Row): { at: string } & Facts {
  return { at: formatPlace(location, pointer), ...facts };
}

/** Names pages by their source, and further pages of the same source with a number: `zh-2021#2`. */
function namePages(pages: readonly Page[]): string[] {
  return pages.map(({ source }, index) => {
    const number = pages.slice(0, index + 1).filter((page) => page.source === source).length;
    return number === 1 ? source : `${source}#${number}`;
  });
}

/** Orders the places of all pages: as on the first page, and each that it lacks behind what precedes it on another page. */
function orderPlaces(pages: readonly Page[]): string[] {
  const places: string[] = [];
  for (const { rows } of pages) {
    let last = -1;
    for (const { location, pointer } of rows) {
      const place = formatPlace(location, pointer);
      const known = places.indexOf(place);
      last = known < 0 ? last + 1 : known;
      if (known < 0) places.splice(last, 0, place);
    }
  }
  return places;
}

/** Merges the lines of all pages, each once, with the pages that have it. */
function mergeLines<Fact extends object>(pages: Fact[][], names: string[]): (Fact & { sources: string[] })[] {
  const merged = new Map<string, Fact & { sources: string[] }>();
  pages.forEach((facts, index) => {
    for (const fact of facts) {
      const key = JSON.stringify(fact);
      const line = merged.get(key) ?? { ...fact, sources: [] };
      line.sources.push(names[index] as string);
      merged.set(key, line);
    }
  });
  return [...merged.values()];
}

function parseLines<Entry>(text: string, file: string): Entry[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line, index) => {
      try {
        return JSON.parse(line) as Entry;
      } catch (error) {
        return refuse(`${file}:${index + 1} is not JSON: ${(error as Error).message}`);
      }
    });
}

function formatLines<Entry>(lines: Entry[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function refuse(message: string): never {
  throw new Error(`spec/documented/${message}`);
}
