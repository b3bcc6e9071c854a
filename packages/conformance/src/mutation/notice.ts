// Checks whether the products of a document show that one of its facts has changed.
import { writeErrorCodes } from '@dli-openapi/codegen/client/error-codes';
import { writeJsonStrings } from '@dli-openapi/codegen/client/json-strings';
import { writeLimits } from '@dli-openapi/codegen/client/limits';
import { writeMethods } from '@dli-openapi/codegen/client/methods';
import { writeOperations } from '@dli-openapi/codegen/client/operations';
import { writeRegions } from '@dli-openapi/codegen/client/regions';
import { writeSchema } from '@dli-openapi/codegen/client/schema';
import { writeStates } from '@dli-openapi/codegen/client/states';
import { formatLlms } from '@dli-openapi/docs/llms';
import { formatErrorCodesPage } from '@dli-openapi/docs/reference/error-codes-page';
import { formatIndexPage } from '@dli-openapi/docs/reference/index-page';
import { type Knowledge, readKnowledge } from '@dli-openapi/docs/reference/knowledge';
import { formatOperationMarkdown } from '@dli-openapi/docs/reference/operation-markdown';
import { formatOperationPage } from '@dli-openapi/docs/reference/operation-page';
import { createMock } from '@dli-openapi/mock';
import type { Document, Pointer } from '@dli-openapi/openapi';
import { joinPointer, listOperations, parsePointer } from '@dli-openapi/openapi';
import { walkNodes } from '../document-nodes.ts';
import { expectPlannedBodies, listExpectations } from '../mock-expectations.ts';
import { listSubjects } from '../subject.ts';
import type { Product } from './facts.ts';
import type { Mutant } from './mutants.ts';
import { listMutants } from './mutants.ts';

/** Lists the mutants of a document that a product does not show, and the number tried. */
export async function listUnnoticed(original: Document, product: Product): Promise<{ unnoticed: string[]; tried: number }> {
  const mutants = [...listMutants(original)].filter(({ shows }) => shows.includes(product));
  const isNoticed = product === 'mock' ? createMockNotice(original) : await createTextNotice(original, listTexts[product]);
  if (await isNoticed({ pointer: '', document: structuredClone(original) }))
    throw new Error(`The ${product} of the document itself is at fault`);
  const unnoticed: string[] = [];
  for (const mutant of mutants) if (!(await isNoticed(mutant))) unnoticed.push(mutant.what);
  return { unnoticed, tried: mutants.length };
}

type Notice = (mutant: Pick<Mutant, 'pointer' | 'document'>) => Promise<boolean>;
type MakeText = (document: Document) => string | Promise<string>;

let latest: { document: Document; knowledge: Knowledge } | undefined;

/** Reads what the docs are made of, once for all texts of a document. */
function readAll(document: Document): Knowledge {
  if (latest?.document !== document) {
    latest = { document, knowledge: readKnowledge('en', document, { deviations: [], sources: {}, provenance: [], workflows: [] }) };
  }
  return latest.knowledge;
}

/** The page of each operation. */
function listPages(original: Document, format: (knowledge: Knowledge, model: Knowledge['operations'][number]) => string): MakeText[] {
  return readAll(original).operations.map((_operation, index) => (document) => {
    const knowledge = readAll(document);
    const model = knowledge.operations[index];
    return model ? format(knowledge, model) : '';
  });
}

/** The texts of each product. A mutant shows in it if one of them differs. */
const listTexts: Record<Exclude<Product, 'mock'>, (original: Document) => MakeText[]> = {
  types: () => [writeMethods, writeSchema],
  tables: () => [writeOperations, writeLimits, writeRegions, writeStates, writeJsonStrings, writeErrorCodes],
  pages: (original) => [
    ...listPages(original, formatOperationMarkdown),
    (document) => formatErrorCodesPage(readAll(document)),
    (document) => formatLlms(readAll(document)),
  ],
  reference: (original) => [...listPages(original, formatOperationPage), (document) => formatIndexPage(readAll(document))],
};

/** Compares the text first that showed the latest mutant: the next one is often about the same operation. */
async function createTextNotice(original: Document, list: (original: Document) => MakeText[]): Promise<Notice> {
  let latestFirst = await Promise.all(list(original).map(async (make) => ({ make, text: await make(original) })));
  return async ({ document }) => {
    for (const each of latestFirst) {
      if (!(await isChanged(each, document))) continue;
      latestFirst = [each, ...latestFirst.filter((other) => other !== each)];
      return true;
    }
    return false;
  };
}

async function isChanged({ make, text }: { make: MakeText; text: string }, document: Document): Promise<boolean> {
  try {
    return (await make(document)) !== text;
  } catch (error) {
    return isRefusal(error);
  }
}

/** Whether an error refuses the document, saying what is wrong. */
function isRefusal(error: unknown): boolean {
  if (error instanceof Error && !(error instanceof TypeError)) return true;
  throw error;
}

/**
 * Finds what a mock does wrong according to the original document. Expectations that share names with the mutant's place come first,
 * rare names above all, and among them those that found the latest mutants.
 */
function createMockNotice(original: Document): Notice {
  const subjects = listSubjects(original, listOperations(original));
  const expectations = subjects.flatMap((subject) => [...listExpectations(original, subject, 1), ...expectPlannedBodies(subject, 1)]);
  let latestFirst = expectations.map((expectation) => ({ expectation, names: new Set(expectation.what.split(/[^\w-]+/)) }));
  const counts = new Map<string, number>();
  for (const { names } of latestFirst) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const listPlaceNames = createNameList(original);
  return async ({ pointer, document }) => {
    const mock = makeMock(document);
    if (!mock) return true;
    const placeNames = listPlaceNames(pointer);
    const rateNames = (names: ReadonlySet<string>) =>
      [...placeNames].reduce((sum, name) => sum + (names.has(name) ? 1 / (counts.get(name) ?? 1) : 0), 0);
    const rated = latestFirst.map((each) => ({ each, rate: rateNames(each.names) })).sort((one, other) => other.rate - one.rate);
    for (const { each } of rated) {
      if ((await each.expectation.findFault(mock)) === undefined) continue;
      latestFirst = [each, ...latestFirst.filter((other) => other !== each)];
      return true;
    }
    return false;
  };
}

/** Creates a function that lists the names on the way to a place: its keys, its operation, and those of the places that refer to it. */
function createNameList(document: Document): (pointer: Pointer) => ReadonlySet<string> {
  const users = new Map<unknown, Pointer[]>();
  for (const { keys, node } of walkNodes(document))
    if ('$ref' in node) users.set(node.$ref, [...(users.get(node.$ref) ?? []), joinPointer('', ...keys)]);
  const operations = new Map(
    listOperations(document).map(({ path, method, operationId }) => [joinPointer('/paths', path, method), operationId]),
  );
  const add = (pointer: Pointer, names: Set<string>): Set<string> => {
    const keys = parsePointer(pointer);
    const known = names.size;
    for (const key of [...keys, operations.get(joinPointer('', ...keys.slice(0, 3))) ?? '']) names.add(key);
    const component = `#${joinPointer('', ...keys.slice(0, 3))}`;
    if (names.size > known) for (const user of users.get(component) ?? []) add(user, names);
    return names;
  };
  return (pointer) => add(pointer, new Set());
}

function makeMock(document: Document): ReturnType<typeof createMock> | undefined {
  try {
    return createMock({ document, strict: true });
  } catch (error) {
    if (error instanceof Error && error.name === 'MockError') return undefined;
    throw error;
  }
}
