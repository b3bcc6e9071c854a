import { defineFamily } from '../engine/family.ts';
import { grants } from './grant.ts';
import * as handlers from './handlers.ts';

export const permissionFamily = defineFamily({ kinds: [grants], handlers });
