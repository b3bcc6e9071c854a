import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { sqlInspectionRules } from './rule.ts';

export const sqlInspectionRuleFamily = defineFamily({ kinds: [sqlInspectionRules], handlers });
