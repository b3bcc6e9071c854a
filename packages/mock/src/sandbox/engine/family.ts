import type { OperationHandler } from './handler.ts';
import type { AnyKind } from './kind.ts';
import type { OperationId } from './types.ts';
import type { World } from './world.ts';

/** What a sandbox may do where no page says what the service does, by name. The first is the default. */
export type Choices = { readonly [Name in string]: readonly [string, ...string[]] };

/** A part of the API: the kinds of things that it is about, and what its operations do. */
export interface Family<Kinds extends readonly AnyKind[], Chosen extends Choices> {
  readonly kinds: Kinds;
  /** By operation. One without a handler responds with the document's examples. */
  readonly handlers: Readonly<Record<string, unknown>>;
  readonly choices: Chosen;
}

/** Lets the compiler check that each handler is of the operation whose name it has. */
export function defineFamily<
  const Kinds extends readonly AnyKind[],
  Handlers extends { readonly [Id in keyof Handlers]: Id extends OperationId ? OperationHandler<Id> : never },
  const Chosen extends Choices = Record<never, never>,
>({ kinds, handlers, choices }: { kinds: Kinds; handlers: Handlers; choices?: Chosen }): Family<Kinds, Chosen> {
  return { kinds, handlers: { ...handlers }, choices: choices ?? ({} as Chosen) };
}

/** What a sandbox does where no page says what the service does. */
export function readChoice<Chosen extends Choices, Name extends keyof Chosen & string>(
  world: World,
  choices: Chosen,
  name: Name,
): Chosen[Name][number] {
  return (world.choices[name] ?? choices[name]?.[0]) as Chosen[Name][number];
}
