// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { testEnvironment } from './environment.ts';

it('headers keep the case of their names, and are of a class of its own', () => {
  expect(new Headers({ 'X-Auth-Token': 'any' }).keys().next().value).toBe('X-Auth-Token');
});

testEnvironment();
