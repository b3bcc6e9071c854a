import { defineFamily } from '../engine/family.ts';
import { databaseChoices, databases } from './database.ts';
import * as handlers from './handlers.ts';

export const databaseFamily = defineFamily({ kinds: [databases], handlers, choices: databaseChoices });
