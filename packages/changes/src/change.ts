import type { Pointer } from '@dli-openapi/openapi';

/**
 * What a change means for a program that was written by the document as it was: `breaking`, it may no longer compile, be
 * refused, or get what it does not expect; `additive`, it works as before, and there is more that it could do; `editorial`,
 * only what people read has changed.
 */
export type ChangeKind = 'breaking' | 'additive' | 'editorial';

/** The gravest first. */
export const changeKinds: readonly ChangeKind[] = ['breaking', 'additive', 'editorial'];

/** Which way a value goes. What makes room in a request takes certainty from an answer, and the other way round. */
export type Direction = 'request' | 'response';

/** One change of the document. */
export interface Change {
  kind: ChangeKind;
  /** Where, as people say it: `FlinkJob.status`, `listFlinkJobs query.limit`. */
  place: string;
  /** The change: `maximum 100 → 50`. */
  what: string;
  /** Where it goes, when that matters to its kind. */
  directions: Direction[];
  /** Where it stands, in the document as it is; what is gone, in the document as it was. */
  pointer: Pointer;
  /** The operations that it concerns, by operationId. Empty when it concerns the document as a whole. */
  operations: string[];
}

/** How what is allowed after a change lies to what was allowed before: `other`, neither holds the other. */
export type Relation = 'narrower' | 'wider' | 'other';

export function kindOf(relation: Relation, direction: Direction): ChangeKind {
  return relation === (direction === 'request' ? 'wider' : 'narrower') ? 'additive' : 'breaking';
}

/** The gravest kind of several changes; undefined when there are none. */
export function gravest(changes: readonly Change[]): ChangeKind | undefined {
  return changeKinds.find((kind) => changes.some((change) => change.kind === kind));
}

/** Where a change is found, before it is known which others it is the same as. */
export interface Finding extends Omit<Change, 'directions' | 'operations'> {
  direction?: Direction | undefined;
  operation?: string | undefined;
}

/** Puts together findings that are one change: a schema that many operations share changes once. */
export class Changes {
  readonly #known = new Map<string, Change>();

  add({ direction, operation, ...finding }: Finding): void {
    const key = [finding.kind, finding.pointer, finding.what].join('\n');
    const change = this.#known.get(key) ?? { ...finding, directions: [], operations: [] };
    this.#known.set(key, change);
    if (direction && !change.directions.includes(direction)) change.directions.push(direction);
    if (operation && !change.operations.includes(operation)) change.operations.push(operation);
  }

  /** The gravest first, and within a kind in the order in which they were found. */
  all(): Change[] {
    const all = [...this.#known.values()];
    return changeKinds.flatMap((kind) => all.filter((change) => change.kind === kind));
  }
}
