import type { Operation } from './contract.ts';

/** What a method and a path lead to. */
export type Route =
  | { found: 'operation'; operation: Operation; pathValues: Map<string, string> }
  | { found: 'path'; methods: string[] }
  | { found: 'nothing' };

/** Finds operations by a request's method and path. */
export interface Router {
  /**
   * @param segments the path's segments, decoded, without the leading empty one
   */
  route(method: string, segments: readonly string[]): Route;
}

/** One step of all paths; the time to walk down depends on a path's length, not on how many operations there are. */
interface Branch {
  literals: Map<string, Branch>;
  variable: Branch | undefined;
  operations: Map<string, Operation>;
}

/** Makes a router. HEAD leads where GET does, unless the document has it. A literal segment wins over a variable one. */
export function createRouter(operations: readonly Operation[]): Router {
  const root = createBranch();
  for (const operation of operations) grow(root, operation);

  return {
    route(method, segments) {
      const branches = [...walk(root, segments)];
      if (branches.length === 0) return { found: 'nothing' };
      for (const branch of branches) {
        const operation = branch.operations.get(method) ?? (method === 'HEAD' ? branch.operations.get('GET') : undefined);
        if (operation) return { found: 'operation', operation, pathValues: pathValues(operation, segments) };
      }
      return { found: 'path', methods: methodsOf(branches) };
    },
  };
}

function createBranch(): Branch {
  return { literals: new Map(), variable: undefined, operations: new Map() };
}

function grow(root: Branch, operation: Operation): void {
  let branch = root;
  for (const segment of segmentsOf(operation.path)) {
    const next = (variableName(segment) === undefined ? branch.literals.get(segment) : branch.variable) ?? createBranch();
    if (variableName(segment) === undefined) branch.literals.set(segment, next);
    else branch.variable = next;
    branch = next;
  }
  branch.operations.set(operation.method, operation);
}

/** The branches with operations at the end of a path, the more literal ones first. */
function* walk(branch: Branch, segments: readonly string[]): Generator<Branch> {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    if (branch.operations.size > 0) yield branch;
    return;
  }
  const literal = branch.literals.get(segment);
  if (literal) yield* walk(literal, rest);
  if (branch.variable && segment !== '') yield* walk(branch.variable, rest);
}

function methodsOf(branches: readonly Branch[]): string[] {
  const methods = new Set(branches.flatMap((branch) => [...branch.operations.keys()]));
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods.add('OPTIONS')];
}

function pathValues(operation: Operation, segments: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [index, part] of segmentsOf(operation.path).entries()) {
    const name = variableName(part);
    if (name !== undefined) values.set(name, segments[index] ?? '');
  }
  return values;
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}

function variableName(segment: string): string | undefined {
  return /^\{(.+)\}$/.exec(segment)?.[1];
}
