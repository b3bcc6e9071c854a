import { defineFamily } from '../engine/family.ts';
import { classicConnections } from './connection.ts';
import * as handlers from './handlers.ts';

export const classicConnectionFamily = defineFamily({ kinds: [classicConnections], handlers });
