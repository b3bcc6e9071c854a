export type { DliClient } from './client.ts';
export { createDliClient } from './client.ts';
export type { CallArguments, CallOptions, Credentials, DliClientOptions, DliCore, FetchFunction, Operation } from './core.ts';
export { createDliCore } from './core.ts';
export * from './errors/index.ts';
export type * from './generated/methods.ts';
export type { Region } from './generated/regions.ts';
export { regions } from './generated/regions.ts';
export type { components, operations, paths } from './generated/schema.ts';
