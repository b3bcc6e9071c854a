import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { globalVariables, variableChoices } from './variable.ts';

export const globalVariableFamily = defineFamily({ kinds: [globalVariables], handlers, choices: variableChoices });
