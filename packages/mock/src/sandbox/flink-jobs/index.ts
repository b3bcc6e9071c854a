import { defineFamily } from '../engine/family.ts';
import * as buckets from './buckets.ts';
import * as create from './create.ts';
import * as graphs from './graphs.ts';
import * as handlers from './handlers.ts';
import { flinkJobs } from './job.ts';
import * as metrics from './metrics.ts';
import * as transfer from './transfer.ts';
import * as update from './update.ts';

export const flinkJobFamily = defineFamily({
  kinds: [flinkJobs],
  handlers: { ...buckets, ...create, ...graphs, ...handlers, ...metrics, ...transfer, ...update },
});
