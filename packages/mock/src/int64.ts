export type { Int64, Int64Input, JsonValue } from '@dli-openapi/client';
