import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { flinkJobTemplates } from './template.ts';

export const flinkJobTemplateFamily = defineFamily({ kinds: [flinkJobTemplates], handlers });
