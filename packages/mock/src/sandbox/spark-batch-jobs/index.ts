import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { sparkJobs } from './job.ts';

export const sparkJobFamily = defineFamily({ kinds: [sparkJobs], handlers });
