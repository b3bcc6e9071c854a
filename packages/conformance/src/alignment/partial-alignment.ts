import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { Documented, DocumentedOperation } from '@dli-openapi/authoring/documented/types';
import type { Document, Operation } from '@dli-openapi/openapi';
import { listOperations, SchemaReader } from '@dli-openapi/openapi';
import { applyDeviations } from './apply-deviations.ts';
import { compareEach, compareWith } from './compare.ts';
import { common, compareCommon } from './compare-common.ts';
import type { Comparison } from './comparison.ts';
import type { Statements } from './share.ts';
import { share, statements } from './share.ts';
import type { Violation } from './violation.ts';

/** What the pages say of one operation, and the deviations that concern it. */
interface Expected {
  documented: DocumentedOperation;
  deviations: Deviation[];
  path: string;
  /** How many things are compared. */
  size: number;
}

/**
 * Holds parts of a changed document to the pages, when all is well with the document as it was. Much faster than the
 * whole check: what it finds, that finds too. What it does not find may still be found there, because operations speak
 * for each other.
 */
export class PartialAlignment {
  readonly #original: Document;
  readonly #documented: Documented;
  readonly #expected: ReadonlyMap<string, Expected>;
  readonly #deviationsOfAll: Deviation[];
  readonly #elsewhere: Statements;

  constructor(original: Document, documented: Documented, deviations: readonly Deviation[]) {
    const comparisons = compareEach(original, documented);
    const paths = new Map(listOperations(original).map(({ operationId, path }) => [operationId, path]));
    this.#original = original;
    this.#documented = documented;
    this.#deviationsOfAll = deviationsOf(common, deviations);
    this.#elsewhere = statements(comparisons, comparisons);
    this.#expected = new Map(
      documented.operations.map((operation) => [
        operation.operationId,
        {
          documented: operation,
          deviations: deviationsOf(operation.operationId, deviations),
          path: paths.get(operation.operationId) ?? operation.path,
          size: comparisons.filter(({ operationId }) => operationId === operation.operationId).length,
        },
      ]),
    );
  }

  /** The operations, those that are checked fastest first. */
  fastestFirst(operationIds: Iterable<string>): string[] {
    const size = (operationId: string): number => this.#expected.get(operationId)?.size ?? 0;
    return [...operationIds].sort((one, other) => size(one) - size(other));
  }

  /** What is wrong with one documented operation in a changed copy of the document. */
  ofOperation(changed: Document, operationId: string): Violation[] {
    const expected = this.#expected.get(operationId);
    if (!expected) return [];
    const own = compareWith(changed, expected.documented, this.#find(changed, operationId, expected.path), new SchemaReader(changed));
    return this.#violations(own, [expected.documented], expected.deviations);
  }

  /** What is wrong with what holds for all operations. */
  ofAll(changed: Document): Violation[] {
    const own = compareCommon(changed, this.#documented.common, listOperations(changed), new SchemaReader(changed));
    return this.#violations(own, [], this.#deviationsOfAll);
  }

  #violations(own: Comparison[], operations: DocumentedOperation[], deviations: Deviation[]): Violation[] {
    return applyDeviations(share(own, this.#elsewhere), { ...this.#documented, operations }, deviations).violations;
  }

  /** Where it was, or else among the paths that have changed. */
  #find(changed: Document, operationId: string, path: string): Operation | undefined {
    const others = Object.keys(changed.paths).filter((other) => changed.paths[other] !== this.#original.paths[other]);
    for (const candidate of [path, ...others]) {
      const item = changed.paths[candidate];
      const operations = item ? listOperations({ ...changed, paths: { [candidate]: item } }) : [];
      const found = operations.find((operation) => operation.operationId === operationId);
      if (found) return found;
    }
    return undefined;
  }
}

/** The deviations of one operation. Their evidence may lie with another: that is left to the whole check. */
function deviationsOf(operationId: string, deviations: readonly Deviation[]): Deviation[] {
  return deviations
    .filter(({ operations }) => operations === 'all' || operations.includes(operationId))
    .map((deviation) => ({ ...deviation, operations: deviation.operations === 'all' ? 'all' : [operationId], evidence: [] }));
}
