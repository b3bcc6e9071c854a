import type { Key, Node } from '@dli-openapi/openapi';
import { formatValue } from '@dli-openapi/openapi';
import type { NodeKind } from '../document-nodes.ts';

/** One node with one fact changed. */
export interface Mutation {
  /** The fact and its change: `maxLength 57 → 58`. */
  what: string;
  /** Where the fact stands, below the node. */
  at: readonly Key[];
  /** Where else it shows. */
  also?: readonly Key[];
  /** The node as it becomes. It shares with the node as it is whatever is not changed. */
  node: unknown;
}

/** Where a node is. */
export interface Context {
  document: Node;
  /** Where in the document. */
  keys: readonly Key[];
}

/** One way to get a document wrong. */
export interface Mutator {
  /** Its name in the report. */
  kind: string;
  /** The nodes that it looks at. */
  on: NodeKind;
  /** Every such change of one node, one fact at a time. The node itself is left as it is. */
  mutate(node: Node, context: Context): Mutation[];
}

/** A mutation that sets one key of a node, or takes it away when the value is undefined. */
export function changed(node: Node, key: string, value: unknown): Mutation {
  const { [key]: old, ...rest } = node;
  return {
    what: `${key} ${formatValue(old)} → ${formatValue(value)}`,
    at: [key],
    node: value === undefined ? rest : { ...node, [key]: value },
  };
}
