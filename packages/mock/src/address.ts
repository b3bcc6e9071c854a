import { readAddress as readClientAddress } from '@dli-openapi/client';
import { MockError } from './mock-error.ts';

/**
 * The address of a service, as the client takes it.
 * @throws {MockError} if it is anything but scheme, host, port and path; the message does not show it
 */
export function readAddress(name: string, address: string): string {
  try {
    return readClientAddress(name, address);
  } catch (error) {
    throw new MockError((error as Error).message);
  }
}
