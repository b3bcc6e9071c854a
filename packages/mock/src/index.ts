export type { Address, BeforeRequest, ListenOptions } from './address.ts';
export { MockError } from './errors.ts';
export type { Mock, MockOptions } from './mock.ts';
export { createMock } from './mock.ts';
export type { Violation } from './violation.ts';
