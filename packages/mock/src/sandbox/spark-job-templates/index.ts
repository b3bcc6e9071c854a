import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { sparkJobTemplates } from './template.ts';

export const sparkJobTemplateFamily = defineFamily({ kinds: [sparkJobTemplates], handlers });
