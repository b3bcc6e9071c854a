import type { Int64 } from '@dli-openapi/client';
import type { Schemas } from '../types.ts';

/** A template for Flink SQL jobs. */
export interface FlinkJobTemplate {
  readonly id: Int64;
  fields: Schemas['FlinkSqlJobTemplate'] & { template_id: Int64; name: string };
  tags: readonly Schemas['Tag'][];
}
