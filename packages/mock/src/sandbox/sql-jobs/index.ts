import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { sqlJobs } from './job.ts';

export const sqlJobFamily = defineFamily({ kinds: [sqlJobs], handlers });
