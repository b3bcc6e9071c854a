import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { packages } from './named.ts';

export const tagFamily = defineFamily({ kinds: [packages], handlers });
