import { defineKind } from '../engine/entry.ts';
import { user } from '../engine/handler.ts';
import { refuseInvalidName } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';

/** A value that SQL refers to by name. */
export type GlobalVariableFields = Schemas['GlobalVariable'] & { var_name: string };

/** What no page says of variables. */
export const variableChoices = { sensitiveVariables: ['shown', 'hidden'] } as const;

export const globalVariables = defineKind<GlobalVariableFields>()({
  name: 'globalVariables',
  noun: 'global variable',
  schema: 'GlobalVariable',
  id: 'var_name',
  missingCode: 'DLI.0999',
  complete(given, { now, createId }) {
    const id = given.id ?? createId();
    return {
      id,
      var_name: `variable_${id}`,
      var_value: '',
      project_id: '',
      user_id: user.id,
      user_name: user.name,
      is_sensitive: false,
      create_time: now,
      update_time: now,
      ...given,
    };
  },
  check: ({ var_name }) => refuseInvalidName('var_name', var_name),
  show: ({ fields }) => fields,
});
