// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { testEnvironment } from './environment.ts';

it('bytes of the run time are of a class that is not its own', () => {
  expect(new TextEncoder().encode('a')).not.toBeInstanceOf(Uint8Array);
});

testEnvironment();
