import type { Operation } from '../document/operations.ts';
import type { Project } from './project.ts';
import type { AnswerOf, BodyOf, OperationId, PathOf, QueryOf } from './types.ts';
import type { World } from './world.ts';

/** A call that fits the document, as the document types it. */
export interface SandboxCall<Id extends OperationId> {
  operation: Operation;
  path: PathOf<Id>;
  query: QueryOf<Id>;
  body: BodyOf<Id>;
  project: Project;
  world: World;
  /** The sandbox's time, in milliseconds since 1970. */
  now: number;
}

/**
 * Does what an operation does.
 * @returns the body of the answer
 * @throws {Refusal} when the service would refuse it
 */
export type OperationHandler<Id extends OperationId> = (call: SandboxCall<Id>) => AnswerOf<Id>;
