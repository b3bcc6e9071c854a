import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { sqlJobs } from './job.ts';
import { exportTable, importTable } from './transfer.ts';

export const sqlJobFamily = defineFamily({ kinds: [sqlJobs], handlers: { ...handlers, importTable, exportTable } });
