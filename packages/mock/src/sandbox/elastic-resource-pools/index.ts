import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { elasticResourcePools, poolChoices } from './pool.ts';

export const elasticResourcePoolFamily = defineFamily({ kinds: [elasticResourcePools], handlers, choices: poolChoices });
