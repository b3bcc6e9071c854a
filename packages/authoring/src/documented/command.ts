import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import schema from '../schemas/documented.schema.json' with { type: 'json' };
import { comparePages } from './compare.ts';
import { Corrections } from './corrections.ts';
import { isFactsFolder, openFactsFolder } from './facts-folder.ts';
import { commonFile, documentedFolder, formatCommon, formatOperation, readDocumented } from './files.ts';
import { readPage } from './pages/page.ts';
import type { Published } from './published.ts';
import { reducePage } from './reduce.ts';
import { isSdkFolder, openSdkFolder } from './sdk.ts';
import type { DocumentedCommon, DocumentedOperation, NewOperation, Page, Source } from './types.ts';
import { sources } from './types.ts';

export const usage = `npm run documented -- <page>…            shows how pages differ from what spec/documented has
npm run documented -- <folder>           the same for all operations that it has: a folder of facts,
                                         or services/dli/v1 of the official SDK for Node.js
  --source zh-2026       the snapshot; default: that of the page with the same id in spec/documented
  --operation <id>       the operation of a page whose id and path are not in spec/documented yet;
                         of a folder, this operation only, new or not
  --python <folder>      huaweicloudsdkdli/v1 of the SDK for Python, for which numbers are integers
  --write                writes the result into spec/documented`;

interface Options {
  source?: string | undefined;
  operation?: string | undefined;
  python?: string | undefined;
  write: boolean;
}

interface Surroundings {
  print: (line: string) => void;
  printError: (line: string) => void;
  /** `spec/documented`, or another folder of that form. */
  folder?: string;
  corrections?: Corrections;
}

/** What one source publishes of an operation. */
interface Reading {
  operation: Omit<NewOperation, 'pages'>;
  source: Source;
  published: Published;
}

/** Runs the command and returns its exit code. Nothing is written if anything cannot be read. */
export function runDocumented(args: string[], surroundings: Surroundings): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        source: { type: 'string' },
        operation: { type: 'string' },
        python: { type: 'string' },
        write: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0) throw new Error(`Name a page or a folder.\n${usage}`);
    const command = new Command(values, surroundings);
    for (const path of positionals) command.read(path);
    command.finish();
    return 0;
  } catch (error) {
    surroundings.printError((error as Error).message);
    return 1;
  }
}

/**
 * Reads an operation from spec/documented, updated from a page or a folder; undefined if neither has it. Nothing is printed or
 * written.
 * @throws {Error} if the page or folder cannot be read
 */
export function readOperation(operationId: string, path?: string, source?: string): DocumentedOperation | undefined {
  const command = new Command({ operation: operationId, source, write: false }, { print: () => {}, printError: () => {} });
  if (path !== undefined) command.read(path);
  return command.get(operationId);
}

class Command {
  readonly #options: Options;
  readonly #folder: string;
  readonly #print: (line: string) => void;
  readonly #corrections: Corrections;
  readonly #operations: Map<string, NewOperation>;
  readonly #changed = new Set<string>();
  readonly #read = new Set<Page>();
  #common: DocumentedCommon | undefined;

  constructor(options: Options, { print, folder = documentedFolder, corrections = new Corrections() }: Surroundings) {
    this.#options = options;
    this.#folder = folder;
    this.#print = print;
    this.#corrections = corrections;
    this.#operations = new Map(readDocumented(folder).operations.map((operation) => [operation.operationId, operation]));
  }

  read(path: string): void {
    if (path !== '-' && !existsSync(path)) throw new Error(`${path}: no such file or folder`);
    if (path === '-' || !statSync(path).isDirectory()) this.#readPage(path);
    else if (isFactsFolder(path)) this.#readFacts(path);
    else if (isSdkFolder(path)) this.#readModels(path);
    else throw new Error(`${path} holds neither facts (index.json) nor models of the SDK (DliClient.ts beside the folder model)`);
  }

  get(operationId: string): DocumentedOperation | undefined {
    return this.#operations.get(operationId) as DocumentedOperation | undefined;
  }

  /** Writes the changes with `--write`. */
  finish(): void {
    if (!this.#options.write) {
      if (this.#changed.size > 0) this.#print('Nothing is written. Add --write to put this into spec/documented.');
      return;
    }
    for (const operationId of this.#changed) {
      const file = join(this.#folder, `${operationId}.jsonl`);
      writeFileSync(file, formatOperation(this.#operations.get(operationId) as DocumentedOperation));
      this.#print(`Written: ${file}`);
    }
    if (this.#common) writeFileSync(join(this.#folder, commonFile), formatCommon(this.#common));
  }

  #readPage(path: string): void {
    const { page: published, language, notes } = readPage(readFileSync(path === '-' ? 0 : path, 'utf8'), path);
    for (const { line, message } of notes) this.#print(`${path}:${line}: ${message}.`);
    const operation = this.#findOperation(published, path);
    const [stated, known] = [published, operation].map(({ method, path: url }) => `${method.toUpperCase()} ${url}`);
    if (stated !== known) this.#print(`${path}: the page says ${stated}, and spec/documented ${known}.`);
    this.#take({ operation, source: this.#findSource(operation, published, language, path), published });
  }

  #findOperation({ docId, method, path: url }: Published, path: string): NewOperation {
    const { operation: named } = this.#options;
    const all = [...this.#operations.values()];
    const found =
      named === undefined
        ? (all.find(({ pages }) => docId !== undefined && pages.some((page) => page.docId === docId)) ??
          all.find((operation) => operation.method === method && formatShape(operation.path) === formatShape(url)))
        : this.#operations.get(named);
    if (found) return found;
    if (named !== undefined && /^[a-z][A-Za-z0-9]*$/.test(named)) return { operationId: named, method, path: url, pages: [] };
    if (named !== undefined)
      throw new Error(`"${named}" is not an operationId, which begins with a small letter and has letters and digits`);
    throw new Error(
      `${path}: spec/documented has neither a page ${docId ?? 'without an id'} nor ${method.toUpperCase()} ${url}. If the operation is new, name it: --operation <operationId>`,
    );
  }

  #findSource({ operationId, pages }: NewOperation, { docId }: Published, language: 'zh' | 'en', path: string): Source {
    const named = this.#nameSource();
    if (named === undefined && this.#options.write)
      throw new Error(
        `${path}: name the snapshot of the page before it is written: --source zh-2026, or that of the page which it replaces`,
      );
    const known = named ?? pages.find((page) => page.docId === docId && readLanguage(page) === language)?.source;
    if (known) return known;
    throw new Error(
      `${path}: spec/documented has no ${language === 'zh' ? 'Chinese' : 'English'} page${docId === undefined ? '' : ` ${docId}`} of ${operationId}. Name the snapshot: --source zh-2026`,
    );
  }

  #nameSource(): Source | undefined {
    const { source } = this.#options;
    if (source === undefined || (new RegExp(schema.$defs.page.pattern).test(source) && !source.includes('#')))
      return source as Source | undefined;
    throw new Error(`"${source}" is not a source. Use one of ${sources.join(', ')}, or zh- with a year such as zh-2026`);
  }

  #readFacts(path: string): void {
    const facts = openFactsFolder(path);
    this.#common = facts.common;
    const wanted = this.#nameSource();
    this.#takeAll((operationId) => {
      const { method, path: url, deprecated, pages } = facts.read(operationId);
      const operation = { operationId, method, path: url, ...(deprecated && { deprecated }) };
      return sources
        .filter((source) => wanted === undefined || source === wanted)
        .flatMap((source) => pages(source).map((published) => ({ operation, source, published })));
    });
    if (wanted === undefined && this.#options.operation === undefined) throwAll(this.#corrections.listUnused());
  }

  #readModels(path: string): void {
    const { python } = this.#options;
    const models = openSdkFolder(path, python);
    if (python === undefined) this.#print('Only the SDK for Python says which numbers are integers: --python <folder>.');
    const source = this.#nameSource() ?? 'sdk-2026';
    this.#takeAll((operationId) => {
      const published = models.read(operationId);
      if (published) return [{ operation: { operationId, method: published.method, path: published.path }, source, published }];
      this.#print(`${operationId}: the SDK has no such operation.`);
      return [];
    });
  }

  /** Takes the named operation, or all operations of spec/documented, from a folder, and reports all faults at once. */
  #takeAll(list: (operationId: string) => Reading[]): void {
    const faults: string[] = [];
    const { operation } = this.#options;
    for (const reading of (operation === undefined ? [...this.#operations.keys()] : [operation]).flatMap(list)) {
      try {
        this.#take(reading);
      } catch (error) {
        faults.push((error as Error).message);
      }
    }
    throwAll(faults);
  }

  /** Shows how a page differs from the known one, and replaces it. */
  #take({ operation, source, published }: Reading): void {
    const { operationId } = operation;
    const page = reducePage(operationId, source, published, this.#corrections);
    const pages = this.#operations.get(operationId)?.pages ?? [];
    const known = findKnown(
      pages.filter((other) => !this.#read.has(other)),
      page,
    );
    const isReplaced = known?.source === source;
    const lines = comparePages(known, page);
    const other = isReplaced ? 'spec/documented' : `the page ${known?.source} in spec/documented`;
    this.#print(
      `${operationId}, ${source}: ${page.rows.length} rows, ${known ? `${lines.length === 0 ? 'as in' : 'unlike'} ${other}` : 'new'}`,
    );
    for (const line of lines) this.#print(`  ${line}`);
    this.#read.add(page);

    const next = isReplaced ? pages.map((each) => (each === known ? page : each)) : insertPage(pages, page);
    this.#operations.set(operationId, { ...this.#operations.get(operationId), ...operation, pages: next });
    if (!isReplaced || lines.length > 0) this.#changed.add(operationId);
  }
}

function throwAll(faults: string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

/** Formats a path without the names of its parameters. */
const formatShape = (path: string): string => path.replace(/\{[^}]*\}/g, '{}');

function readLanguage({ source }: Page): 'zh' | 'en' | undefined {
  if (/^(seed|zh-)/.test(source)) return 'zh';
  return source.startsWith('otc-en') ? 'en' : undefined;
}

/** Finds the page to compare with: the most similar of the same source, or else the first in the same language. */
function findKnown(pages: readonly Page[], page: Page): Page | undefined {
  const same = pages.filter(({ source, docId }) => source === page.source && docId === page.docId);
  const countChanges = (other: Page): number => comparePages(other, page).length;
  return (
    same.toSorted((one, other) => countChanges(one) - countChanges(other))[0] ??
    pages.find((other) => readLanguage(other) === readLanguage(page))
  );
}

/** Inserts a new page before less trusted ones. A later Chinese reference precedes all others. */
function insertPage(pages: readonly Page[], page: Page): Page[] {
  const getRank = ({ source }: Page): number => {
    const known = sources.indexOf(source as (typeof sources)[number]);
    return known < 0 ? -Number(source.slice('zh-'.length)) : known;
  };
  const kept = pages.filter(({ source }) => !source.startsWith('TODO'));
  const index = kept.findIndex((other) => getRank(other) > getRank(page));
  return index < 0 ? [...kept, page] : kept.toSpliced(index, 0, page);
}
