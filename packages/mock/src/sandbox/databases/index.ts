import { defineFamily } from '../engine/family.ts';
import { databases } from './database.ts';
import * as handlers from './handlers.ts';

export const databaseFamily = defineFamily({ kinds: [databases], handlers });
