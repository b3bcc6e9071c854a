// What an operation's handler gets, and how it responds.
import type { Operation } from '../../document/operations.ts';
import type { Project } from './project.ts';
import type { CallBody, OperationId, PathValues, QueryValues, ResponseBody } from './types.ts';
import type { World } from './world.ts';

/** A call that fits the document, as the document types it. */
export interface SandboxCall<Id extends OperationId> {
  operation: Operation;
  path: PathValues<Id>;
  query: QueryValues<Id>;
  body: CallBody<Id>;
  project: Project;
  world: World;
  /** The sandbox's time, in milliseconds since 1970. */
  now: number;
}

/**
 * Does what an operation does.
 * @returns the body of the response
 * @throws {Refusal} when the service would refuse it
 */
export type OperationHandler<Id extends OperationId> = (call: SandboxCall<Id>) => ResponseBody<Id>;

/** Who calls: tokens are not looked into, so that it is always the same user. */
export const user = { name: 'test_user', id: 'a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5' };

/** What responses about Flink begin with, as the service sends it. */
export const flinkEnvelope = { is_success: 'true', message: '' } as const;

/** What most other responses begin with. */
export const envelope = { is_success: true, message: '' } as const;

/** A code that says why a call is refused. The document says with which status it comes. */
export type ErrorCode = `DLI.${number}`;

/** One reason why a call is refused, as the response has it. */
export interface Reason {
  error_code: ErrorCode;
  error_msg: string;
}

/** Ends a call that the service would refuse. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** One, or a list of them where a call acts on several jobs. */
  readonly reason: Reason | Reason[];

  constructor(reason: Reason | Reason[]) {
    super(
      [reason]
        .flat()
        .map(({ error_msg }) => error_msg)
        .join('; '),
    );
    this.reason = reason;
  }
}

/** Ends a call that goes on, and will have done what it does at a later time. */
export class Timeout extends Refusal {
  readonly status = 408;

  constructor() {
    super({ error_code: 'DLI.0019', error_msg: 'The task has not finished in time and goes on.' });
  }
}

/** @returns a refusal for one reason, to throw */
export function createRefusal(error_code: ErrorCode, error_msg: string): Refusal {
  return new Refusal({ error_code, error_msg });
}
