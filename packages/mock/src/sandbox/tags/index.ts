import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { databases } from './named.ts';

export const tagFamily = defineFamily({ kinds: [databases], handlers });
