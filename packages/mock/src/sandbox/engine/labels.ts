// The labels of things, whatever their kind.
import { createRefusal } from './handler.ts';
import type { ResourceType, Schemas } from './types.ts';

export type Label = Schemas['Tag'];

/** How calls about labels find things of a kind, and change their labels. */
export interface LabelRules<Thing> {
  readonly type: ResourceType;
  /** What calls name a thing by. */
  readonly field: string;
  getId(thing: Thing): string;
  read(thing: Thing): readonly Label[];
  write(thing: Thing, labels: readonly Label[]): void;
}

/** How many labels one thing may have. */
const most = 20;

/** @throws {Refusal} when nothing can have these labels together */
export function refuseInvalidLabels(labels: readonly Label[]): void {
  const keys = labels.map(({ key }) => key);
  for (const [index, key] of keys.entries()) {
    if (key.startsWith('_sys_') || key.trim() !== key)
      throw createRefusal('DLI.0001', `A label's key must not begin with _sys_, nor begin or end with a space, found ${key}.`);
    if (keys.indexOf(key) < index) throw createRefusal('DLI.0001', `The label ${key} is there twice.`);
  }
  if (keys.length > most) throw createRefusal('DLI.1028', `The resource would have ${keys.length} labels, more than ${most}.`);
}
