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
import type { Document } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { expectPlannedBodies, listExpectations } from '../mock-expectations.ts';
import { listSubjects } from '../subject.ts';
import type { Product } from './facts.ts';
import type { Mutant } from './mutants.ts';
import { listMutants } from './mutants.ts';

/** Lists the mutants of a document that a product does not show, and the number tried. */
export async function listUnnoticed(original: Document, product: Product): Promise<{ unnoticed: string[]; tried: number }> {
  const mutants = [...listMutants(original)].filter(({ shows }) => shows.includes(product));
  const isNoticed = product === 'mock' ? createMockNotice(original) : await createTextNotice(original, texts[product]);
  if (await isNoticed({ pointer: '', document: structuredClone(original) }))
    throw new Error(`The ${product} of the document itself is at fault`);
  const unnoticed: string[] = [];
  for (const mutant of mutants) if (!(await isNoticed(mutant))) unnoticed.push(mutant.what);
  return { unnoticed, tried: mutants.length };
}

type Notice = (mutant: Pick<Mutant, 'pointer' | 'document'>) => Promise<boolean>;
type MakeText = (document: Document) => string | Promise<string>;

const readAll = (document: Document): Knowledge =>
  readKnowledge('en', document, { deviations: [], sources: {}, provenance: [], workflows: [] });

const texts: Record<Exclude<Product, 'mock'>, MakeText> = {
  types: async (document) => writeMethods(document) + (await writeSchema(document)),
  tables: (document) =>
    [writeOperations, writeLimits, writeRegions, writeStates, writeJsonStrings, writeErrorCodes].map((make) => make(document)).join(''),
  pages: (document) => {
    const knowledge = readAll(document);
    const pages = knowledge.operations.map((model) => formatOperationMarkdown(knowledge, model));
    return [...pages, formatErrorCodesPage(knowledge), formatLlms(knowledge)].join('');
  },
  reference: (document) => {
    const knowledge = readAll(document);
    return [formatIndexPage(knowledge), ...knowledge.operations.map((model) => formatOperationPage(knowledge, model))].join('');
  },
};

async function createTextNotice(original: Document, make: MakeText): Promise<Notice> {
  const text = await make(original);
  return async ({ document }) => {
    try {
      return (await make(document)) !== text;
    } catch (error) {
      return isRefusal(error);
    }
  };
}

/** Whether an error refuses the document, saying what is wrong. */
function isRefusal(error: unknown): boolean {
  if (error instanceof Error && !(error instanceof TypeError)) return true;
  throw error;
}

/**
 * Finds what a mock does wrong according to the original document. Expectations with the same names come first, rare names above all,
 * and among them those that found the latest mutants.
 */
function createMockNotice(original: Document): Notice {
  const subjects = listSubjects(original, listOperations(original));
  const expectations = subjects.flatMap((subject) => [...listExpectations(original, subject, 1), ...expectPlannedBodies(subject, 1)]);
  let latestFirst = expectations.map((expectation) => ({ expectation, names: new Set(expectation.what.split(/[^\w-]+/)) }));
  const counts = new Map<string, number>();
  for (const { names } of latestFirst) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return async ({ pointer, document }) => {
    const mock = makeMock(document);
    if (!mock) return true;
    const keys = pointer.split('/');
    const rateNames = (names: ReadonlySet<string>) => keys.reduce((sum, key) => sum + (names.has(key) ? 1 / (counts.get(key) ?? 1) : 0), 0);
    const rated = latestFirst.map((each) => ({ each, rate: rateNames(each.names) })).sort((one, other) => other.rate - one.rate);
    for (const { each } of rated) {
      if ((await each.expectation.findFault(mock)) === undefined) continue;
      latestFirst = [each, ...latestFirst.filter((other) => other !== each)];
      return true;
    }
    return false;
  };
}

function makeMock(document: Document): ReturnType<typeof createMock> | undefined {
  try {
    return createMock({ document, strict: true });
  } catch (error) {
    if (error instanceof Error && error.name === 'MockError') return undefined;
    throw error;
  }
}
