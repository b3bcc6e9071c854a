import { defineFamily } from '../engine/family.ts';
import * as actions from './actions.ts';
import * as connectivity from './connectivity.ts';
import * as handlers from './handlers.ts';
import { queuePlans } from './plan.ts';
import * as plans from './plans.ts';
import * as properties from './properties.ts';
import { queueChoices, queues } from './queue.ts';

export const queueFamily = defineFamily({
  kinds: [queues, queuePlans],
  handlers: { ...handlers, ...actions, ...properties, ...connectivity, ...plans },
  choices: queueChoices,
});
