import { defineFamily } from '../engine/family.ts';
import { agencies } from './agency.ts';
import * as handlers from './handlers.ts';

export const agencyFamily = defineFamily({ kinds: [agencies], handlers });
