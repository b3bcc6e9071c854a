import { defineFamily } from '../engine/family.ts';
import { associateQueueToEnhancedConnection, disassociateQueueFromEnhancedConnection } from './bind.ts';
import { poolBindings, queueBindings } from './binding.ts';
import { connectionChoices, enhancedConnections } from './connection.ts';
import * as handlers from './handlers.ts';

export const enhancedConnectionFamily = defineFamily({
  kinds: [enhancedConnections, queueBindings, poolBindings],
  handlers: { ...handlers, associateQueueToEnhancedConnection, disassociateQueueFromEnhancedConnection },
  choices: connectionChoices,
});
