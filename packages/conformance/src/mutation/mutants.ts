import type { Document, Node, Pointer } from '@dli-openapi/openapi';
import { joinPointer, replaceAt } from '@dli-openapi/openapi';
import { nodesOf } from '../document-nodes.ts';
import { mutators } from './kinds/index.ts';
import type { Mutator } from './mutation.ts';
import type { Part } from './reach.ts';
import { Reach } from './reach.ts';

/** A document with one fact changed. */
export interface Mutant {
  kind: string;
  /** The fact and its change. */
  what: string;
  /** Where the fact stands in the document as it is. */
  pointer: Pointer;
  /** The node that has changed, as it was. */
  node: Node;
  /** The operations that it can be seen in. Empty when it concerns the document as a whole. */
  parts: Part[];
  document: Document;
}

/** Every mutant of a document, one at a time, in the same order each time. */
export function* mutantsOf(document: Document, by: readonly Mutator[] = mutators): Generator<Mutant> {
  const reach = new Reach(document);
  for (const { kind: on, keys, node } of nodesOf(document)) {
    for (const { kind, mutate } of by.filter((mutator) => mutator.on === on)) {
      for (const { what, at, also, node: mutated } of mutate(node, { document, keys })) {
        const place = [...keys, ...at];
        const parts = [...reach.of(place), ...(also ? reach.of([...keys, ...also]) : [])];
        yield { kind, what, pointer: joinPointer('', ...place), node, parts, document: replaceAt(document, keys, mutated) };
      }
    }
  }
}
