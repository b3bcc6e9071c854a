import { isDeepStrictEqual } from 'node:util';
import { methodsModule } from '@dli-openapi/codegen/client/methods';
import type { Document, Node, Operation } from '@dli-openapi/openapi';
import { getNode, listOperations } from '@dli-openapi/openapi';
import { checkAlignment } from '../alignment/check-alignment.ts';
import { PartialAlignment } from '../alignment/partial-alignment.ts';
import { documentFaults } from '../document-faults.ts';
import { methodsOf } from '../document-nodes.ts';
import { examplesInDocument } from '../example-sources.ts';
import { exampleCheck } from './example-check.ts';
import type { Mutant } from './mutants.ts';
import type { Subject } from './subject.ts';

/** One of the checks that the document has to pass. */
export interface Check {
  name: string;
  /** The first thing that it finds wrong with a mutant; undefined when it finds nothing. */
  faultOf(mutant: Mutant): string | undefined;
}

/** The checks of a build. */
export interface Checks {
  /** They look at a few of the operations that a mutant concerns: nearly always that is enough. The fastest come first. */
  quick: Check[];
  /** They look at everything, for what is left over. */
  thorough: Check[];
}

const few = 3;

export function checksOf(subject: Subject): Checks {
  const partial = new PartialAlignment(subject.document, subject.documented, subject.deviations);
  const examples = exampleCheck(subject.document);
  const concerned = (count: number) => (mutant: Mutant) => {
    const all = new Set(mutant.parts.map(({ operationId }) => operationId));
    return partial.fastestFirst(all).slice(0, count);
  };
  const own = (count: number): Check[] => [
    { name: 'examples', faultOf: (mutant) => examples(mutant, operationsIn(mutant.document, concerned(count)(mutant))) },
    { name: 'example files', faultOf: (mutant) => sourceFault(subject, operationsIn(mutant.document, concerned(count)(mutant))) },
    { name: 'own rules', faultOf: (mutant) => ownFault(mutant.document, operationsIn(mutant.document, concerned(count)(mutant))) },
    { name: 'generator', faultOf: (mutant) => generatorFault(mutant.document, concerned(count)(mutant)) },
  ];
  return {
    quick: [
      { name: 'alignment', faultOf: (mutant) => alignmentFault(mutant.document, concerned(few)(mutant), partial) },
      { name: 'alignment', faultOf: (mutant) => partial.ofAll(mutant.document)[0]?.message },
      ...own(few),
    ],
    thorough: [
      { name: 'alignment', faultOf: (mutant) => checkAlignment(mutant.document, subject.documented, subject.deviations)[0]?.message },
      ...own(Number.POSITIVE_INFINITY),
    ],
  };
}

function operationsIn(document: Document, operationIds: readonly string[]): Operation[] {
  return listOperations({ ...document, paths: pathsOf(document, operationIds) });
}

/** The paths of some operations: to look at all of them takes long. */
function pathsOf(document: Document, operationIds: readonly string[]): Document['paths'] {
  const hasOne = (item: Node): boolean =>
    methodsOf(item).some((method) => operationIds.includes(String(getNode(item, method).operationId)));
  return Object.fromEntries(Object.entries(document.paths).filter(([, item]) => hasOne(item)));
}

function alignmentFault(document: Document, operationIds: readonly string[], partial: PartialAlignment): string | undefined {
  for (const operationId of operationIds) {
    const [violation] = partial.ofOperation(document, operationId);
    if (violation) return violation.message;
  }
  return undefined;
}

function sourceFault({ sources }: Subject, operations: readonly Operation[]): string | undefined {
  const other = operations.find((operation) => !isDeepStrictEqual(examplesInDocument(operation), sources.get(operation.operationId)));
  return other && `${other.operationId} has not the examples that its file refers to`;
}

function ownFault(document: Document, operations: readonly Operation[]): string | undefined {
  return documentFaults(document, operations)[0]?.message;
}

/** The generator refuses, in one line, an operation that no client can be made of. */
function generatorFault(document: Document, operationIds: readonly string[]): string | undefined {
  try {
    methodsModule({ ...document, paths: pathsOf(document, operationIds) });
    return undefined;
  } catch (error) {
    if (error instanceof Error && error.constructor.name === 'DocumentProblem') return error.message;
    throw error;
  }
}
