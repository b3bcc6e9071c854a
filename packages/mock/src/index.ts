export { MockError } from './errors.ts';
export type { Address, BeforeRequest, ListenOptions } from './http/address.ts';
export type { Mock, MockOptions } from './mock.ts';
export { createMock } from './mock.ts';
export type { Violation } from './validation/violation.ts';
