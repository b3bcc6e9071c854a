import type { Pointer } from '@dli-openapi/openapi';

/**
 * What a change means for a program written against the document before: `breaking`, it may fail to compile, be refused, or receive
 * what it does not expect; `additive`, it works as before and could do more; `editorial`, only texts for people have changed.
 */
export type ChangeKind = 'breaking' | 'additive' | 'editorial';

/** The gravest first. */
export const changeKinds: readonly ChangeKind[] = ['breaking', 'additive', 'editorial'];

/** What is wider in a request is less certain in a response, and the other way round. */
export type Direction = 'request' | 'response';

/** One change of the document. */
export interface Change {
  kind: ChangeKind;
  /** Where, for people: `FlinkJob.status`, `listFlinkJobs query.limit`. */
  place: string;
  /** The change: `maximum 100 → 50`. */
  what: string;
  /** Whether requests or responses change, if its kind depends on that. */
  directions: Direction[];
  /** Its place in the document as it is; of something removed, in the document as it was. */
  pointer: Pointer;
  /** The operations that it concerns, by operationId. Empty if it concerns the document as a whole. */
  operations: string[];
}

/** How the values allowed after a change relate to those before: `other`, neither includes the other. */
export type Relation = 'narrower' | 'wider' | 'other';

export function getKind(relation: Relation, direction: Direction): ChangeKind {
  return relation === (direction === 'request' ? 'wider' : 'narrower') ? 'additive' : 'breaking';
}

/** Finds the gravest kind of several changes; undefined without changes. */
export function findGravest(changes: readonly Change[]): ChangeKind | undefined {
  return changeKinds.find((kind) => changes.some((change) => change.kind === kind));
}

/** A change at one place, before equal ones are merged. */
export interface Finding extends Omit<Change, 'directions' | 'operations'> {
  direction?: Direction | undefined;
  operation?: string | undefined;
}

/** Merges equal findings: a schema that many operations share changes once. */
export class Changes {
  readonly #known = new Map<string, Change>();

  add({ direction, operation, ...finding }: Finding): void {
    const key = [finding.kind, finding.pointer, finding.what].join('\n');
    const change = this.#known.get(key) ?? { ...finding, directions: [], operations: [] };
    this.#known.set(key, change);
    if (direction && !change.directions.includes(direction)) change.directions.push(direction);
    if (operation && !change.operations.includes(operation)) change.operations.push(operation);
  }

  /** Lists the gravest first, and each kind in the order of its findings. */
  all(): Change[] {
    const all = [...this.#known.values()];
    return changeKinds.flatMap((kind) => all.filter((change) => change.kind === kind));
  }
}
