export type { ServiceError } from './api-error.ts';
export { DliApiError } from './api-error.ts';
export { DliConfigurationError } from './configuration-error.ts';
export { DliConnectionError } from './connection-error.ts';
export { DliError } from './dli-error.ts';
export { DliInputError } from './input-error.ts';
export { DliResponseError } from './response-error.ts';
