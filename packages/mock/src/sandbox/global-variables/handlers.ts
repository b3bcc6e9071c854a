import { takePage } from '../engine/extensions.ts';
import { readChoice } from '../engine/family.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal, envelope, user } from '../engine/handler.ts';
import { createThing, findThing, refuseTakenName, updateThing } from '../engine/things.ts';
import { globalVariables, variableChoices } from './variable.ts';

export const createGlobalVariable: OperationHandler<'createGlobalVariable'> = (call) => {
  refuseTakenName(call.project, globalVariables, call.body.var_name, { code: 'DLI.0999' });
  createThing(call, globalVariables, call.body);
  return envelope;
};

export const listGlobalVariables: OperationHandler<'listGlobalVariables'> = ({ operation, query, project, world, now }) => {
  const { items, total } = takePage(operation, query, project.get(globalVariables).list());
  const isHidden = readChoice(world, variableChoices, 'sensitiveVariables') === 'hidden';
  const global_vars = items.map((variable) => {
    const shown = globalVariables.view(variable, now);
    return isHidden && shown.is_sensitive ? { ...shown, var_value: '******' } : shown;
  });
  return { ...envelope, count: total, global_vars };
};

export const updateGlobalVariable: OperationHandler<'updateGlobalVariable'> = ({ path, body, project, now }) => {
  const variable = findThing(project, globalVariables, path.var_name);
  updateThing(project, globalVariables, variable, { var_value: body.var_value, update_time: now });
  return envelope;
};

export const deleteGlobalVariable: OperationHandler<'deleteGlobalVariable'> = ({ path, project }) => {
  const { id, fields } = findThing(project, globalVariables, path.var_name);
  if (fields.user_id !== user.id || fields.user_name !== user.name)
    throw createRefusal('DLI.0016', `The global variable ${id} can only be deleted by ${fields.user_name}, who created it.`);
  project.get(globalVariables).remove(id);
  return envelope;
};
