import { defineFamily } from '../engine/family.ts';
import { datasourceAuthentications } from './authentication.ts';
import * as handlers from './handlers.ts';

export const datasourceAuthenticationFamily = defineFamily({ kinds: [datasourceAuthentications], handlers });
