// The part of Redocly's plugin interface that the rules use. The command line publishes no types.
import type { Node } from '@dli-openapi/openapi';

/** A place in a source file. */
export interface Location {
  source: { absoluteRef: string };
  /** A JSON pointer, `#/` for the file's root. */
  pointer: string;
  child(path: (string | number)[]): Location;
}

/** A line of a file that is no part of the document. */
export interface LineLocation {
  source: { absoluteRef: string };
  pointer: undefined;
  start: { line: number; col: number };
}

/** What a visitor is told beside the node itself. */
export interface Context {
  /** Where the node stands; for a reference's target, where the target stands. */
  location: Location;
  /** The type of the node. Where keys are names, as in a map of headers, `extensionsPrefix` is missing. */
  type: { name: string; extensionsPrefix?: string };
  report(fault: { message: string; location: Pick<Location, 'source' | 'pointer'> | LineLocation }): void;
  /** Follows the `$ref` of a node, or gives the node back. Without `from`, the reference stands in the current file. */
  resolve(node: unknown, from?: string): { node?: unknown; location?: Location };
}

export type Visit = (node: Node, context: Context) => void;

/** Called for each node of a type that the rule names, or of a type within that; `any` for every node, `ref` for every reference. */
export interface Visitor {
  [type: string]: { enter: Visit } | { leave: Visit } | Visitor;
}

/** Makes the visitor of one run, so that a rule may keep state of its own. */
export type Rule = () => Visitor;

/** Makes the visitor of a decorator, which changes the bundled document. */
export type Decorator = (options: { language?: string }) => Visitor;

/** The location of a line. */
export function lineOf(file: string, line: number): LineLocation {
  return { source: { absoluteRef: file }, pointer: undefined, start: { line, col: 1 } };
}
