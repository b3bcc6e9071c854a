import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { databases, packages } from './named.ts';

export const tagFamily = defineFamily({ kinds: [databases, packages], handlers });
