import type { OperationHandler } from '../engine/handler.ts';
import { flinkEnvelope } from '../engine/handler.ts';

/** No other operation sees which buckets DLI may use. */
export const registerBucket: OperationHandler<'registerBucket'> = ({ body }) => ({
  ...flinkEnvelope,
  message: `DLI may use the OBS buckets ${body.obs_buckets.join(', ')}.`,
});
