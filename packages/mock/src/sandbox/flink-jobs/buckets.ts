import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal, flinkEnvelope } from '../engine/handler.ts';

/** No other operation sees which buckets DLI may use. */
export const registerBucket: OperationHandler<'registerBucket'> = ({ body: { obs_buckets: names } }) => {
  if (names.length === 0 || names.includes('')) throw createRefusal('DLI.0001', 'obs_buckets must name buckets.');
  return { ...flinkEnvelope, message: `DLI may use the OBS buckets ${names.join(', ')}.` };
};
