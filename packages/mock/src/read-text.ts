import { readFileSync } from 'node:fs';
import { MockError } from './errors.ts';

/** @throws {MockError} when the file cannot be read */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new MockError(`${path} cannot be read: ${(error as Error).message}.`);
  }
}
