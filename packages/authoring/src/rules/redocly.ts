// The part of Redocly's plugin interface that the rules use. The command line publishes no types.
import type { Node } from '@dli-openapi/openapi';

/** A place in a source file. */
export interface Location {
  source: { absoluteRef: string };
  /** A JSON pointer, `#/` for the file's root. */
  pointer: string;
  child(path: (string | number)[]): Location;
}

/** A line of a file that is not part of the document. */
export interface LineLocation {
  source: { absoluteRef: string };
  pointer: undefined;
  start: { line: number; col: number };
}

/** What a visitor receives beside the node itself. */
export interface Context {
  /** The location of the node; for a reference's target, that of the target. */
  location: Location;
  /** The type of the node. `extensionsPrefix` is missing if its keys are names, as in a map of headers. */
  type: { name: string; extensionsPrefix?: string };
  report(fault: { message: string; location: Pick<Location, 'source' | 'pointer'> | LineLocation }): void;
  /** Follows the `$ref` of a node, or returns the node. Without `from`, the reference stands in the current file. */
  resolve(node: unknown, from?: string): { node?: unknown; location?: Location };
}

export type Visit = (node: Node, context: Context) => void;

/** Called for each node of a type that the rule names, or of a type within that; `any` for every node, `ref` for every reference. */
export interface Visitor {
  [type: string]: { enter: Visit } | { leave: Visit } | Visitor;
}

/** Creates the visitor of one run, so that a rule can have state. */
export type Rule = () => Visitor;

/** Creates the visitor of a decorator, which changes the bundled document. */
export type Decorator = (options: { language?: string }) => Visitor;

/** Creates the location of a line. */
export function createLineLocation(file: string, line: number): LineLocation {
  return { source: { absoluteRef: file }, pointer: undefined, start: { line, col: 1 } };
}
