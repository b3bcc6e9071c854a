import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { tables } from './table.ts';

export const tableFamily = defineFamily({ kinds: [tables], handlers });
