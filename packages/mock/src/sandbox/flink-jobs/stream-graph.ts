import { succeeded } from '../envelope.ts';
import type { OperationHandler } from '../handler.ts';
import type { Schemas } from '../types.ts';
import { findFlinkJob } from './find.ts';
import type { Operator } from './stream-sql.ts';
import { operatorsOf } from './stream-sql.ts';

export const createFlinkSqlJobGraph: OperationHandler<'createFlinkSqlJobGraph'> = ({ path, body, project }) => {
  findFlinkJob(project, path.job_id);
  const operators = operatorsOf(body.sql_body);
  if (operators === undefined) {
    const message = 'The SQL has no statement of the form insert into … select … from ….';
    return { is_success: 'false', message, error_code: 'DLI.0004', stream_graph: JSON.stringify({ nodes: [] }) };
  }
  const shown = body.graph_type === 'simple_graph' ? operators.filter(({ type }) => type !== 'select') : operators;
  const graph = { nodes: nodesOf(shown, parallelismsOf(body.operator_config), 1) };
  return { ...succeeded, error_code: '', stream_graph: JSON.stringify(graph satisfies Schemas['StreamGraph']) };
};

function nodesOf(operators: readonly Operator[], parallelisms: ReadonlyMap<string, number>, usual: number) {
  return operators.map(({ id, type, contents }, index) => ({
    id: index + 1,
    operator_id: id,
    type,
    contents,
    parallelism: parallelisms.get(id) ?? usual,
    ...(index > 0 && { predecessors: [{ id: index }] }),
  }));
}

/** The parallelism of each operator that `operator_config` names; what it says in another way than known is passed over. */
function parallelismsOf(config: string | undefined): Map<string, number> {
  const parallelisms = new Map<string, number>();
  for (const entry of listIn(config)) {
    const { id, parallel } = Object(entry) as { id?: unknown; parallel?: unknown };
    if (typeof id === 'string' && Number.isSafeInteger(parallel)) parallelisms.set(id, parallel as number);
  }
  return parallelisms;
}

function listIn(config: string | undefined): unknown[] {
  try {
    const { operator_list } = Object(JSON.parse(config ?? '{}')) as { operator_list?: unknown };
    return Array.isArray(operator_list) ? operator_list : [];
  } catch {
    return [];
  }
}
