import { defineFamily } from '../engine/family.ts';
import { catalogs } from './catalog.ts';
import * as handlers from './handlers.ts';

export const catalogFamily = defineFamily({ kinds: [catalogs], handlers });
