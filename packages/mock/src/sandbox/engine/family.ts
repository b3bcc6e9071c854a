import type { OperationHandler } from './handler.ts';
import type { AnyKind } from './kind.ts';
import type { OperationId } from './types.ts';

/** A part of the API: the kinds of things that it is about, and what its operations do. */
export interface Family<Kinds extends readonly AnyKind[], Handlers> {
  readonly kinds: Kinds;
  /** By operation. One without a handler responds with the document's examples. */
  readonly handlers: Handlers;
}

/** Lets the compiler check that each handler is of the operation whose name it has. */
export function defineFamily<
  const Kinds extends readonly AnyKind[],
  Handlers extends { readonly [Id in keyof Handlers]: Id extends OperationId ? OperationHandler<Id> : never },
>(family: Family<Kinds, Handlers>): Family<Kinds, Handlers> {
  return family;
}
