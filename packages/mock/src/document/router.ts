import type { Operation } from './operations.ts';

/** What a method and a path lead to: an operation, or the methods that the path has, none where the document has no such path. */
export type Route = { operation: Operation; pathValues: Map<string, string> } | { methods: string[] };

export interface Router {
  /** @param segments the path's segments, decoded, without the leading empty one */
  route(method: string, segments: readonly string[]): Route;
}

/** One step of all paths; the time to walk down depends on a path's length, not on how many operations there are. */
interface Branch {
  literals: Map<string, Branch>;
  variable: Branch | undefined;
  leaves: Map<string, Leaf>;
}

interface Leaf {
  operation: Operation;
  /** The names of the path's variables, each with the position of its segment. */
  variables: [position: number, name: string][];
}

/** Makes a router. HEAD leads where GET does, unless the document has it. A literal segment wins over a variable one. */
export function createRouter(operations: readonly Operation[]): Router {
  const root = createBranch();
  for (const operation of operations) addOperation(root, operation);

  return {
    route(method, segments) {
      const ends = findEnds(root, segments, 0);
      for (const { leaves } of ends) {
        const leaf = leaves.get(method) ?? (method === 'HEAD' ? leaves.get('GET') : undefined);
        if (leaf) return { operation: leaf.operation, pathValues: readPathValues(leaf, segments) };
      }
      return { methods: listMethods(ends) };
    },
  };
}

function createBranch(): Branch {
  return { literals: new Map(), variable: undefined, leaves: new Map() };
}

function addOperation(root: Branch, operation: Operation): void {
  const variables: Leaf['variables'] = [];
  let branch = root;
  for (const [position, segment] of operation.path.split('/').slice(1).entries()) {
    const [, name] = /^\{(.+)\}$/.exec(segment) ?? [];
    const next = (name === undefined ? branch.literals.get(segment) : branch.variable) ?? createBranch();
    if (name === undefined) branch.literals.set(segment, next);
    else branch.variable = next;
    if (name !== undefined) variables.push([position, name]);
    branch = next;
  }
  branch.leaves.set(operation.method, { operation, variables });
}

/** The branches with operations at the end of a path, the more literal ones first. */
function findEnds(branch: Branch, segments: readonly string[], position: number): Branch[] {
  const segment = segments[position];
  if (segment === undefined) return branch.leaves.size > 0 ? [branch] : [];
  const literal = branch.literals.get(segment);
  const variable = segment === '' ? undefined : branch.variable;
  if (literal && variable) return [...findEnds(literal, segments, position + 1), ...findEnds(variable, segments, position + 1)];
  const only = literal ?? variable;
  return only ? findEnds(only, segments, position + 1) : [];
}

function readPathValues({ variables }: Leaf, segments: readonly string[]): Map<string, string> {
  return new Map(variables.map(([position, name]) => [name, segments[position] ?? '']));
}

function listMethods(ends: readonly Branch[]): string[] {
  const methods = new Set(ends.flatMap(({ leaves }) => [...leaves.keys()]));
  if (methods.has('GET')) methods.add('HEAD');
  return methods.size > 0 ? [...methods.add('OPTIONS')] : [];
}
