import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';

export const tagFamily = defineFamily({ kinds: [], handlers });
