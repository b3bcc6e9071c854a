import { defineFamily } from '../engine/family.ts';
import * as handlers from './handlers.ts';
import { packageGroups, packages } from './package.ts';
import * as uploads from './upload.ts';

export const resourcePackageFamily = defineFamily({ kinds: [packageGroups, packages], handlers: { ...handlers, ...uploads } });
