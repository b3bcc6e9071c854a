import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { sqlJobTemplates } from './template.ts';

export const sqlJobTemplateFamily = defineFamily({ kinds: [sqlJobTemplates], handlers });
