import { expect, it } from 'vitest';
import { listUnnoticed } from '../src/mutation/notice.ts';
import { readFixture } from './fixture.ts';

it('a mock of the fixture shows each fact that has changed', async () => {
  const { unnoticed, tried } = await listUnnoticed(readFixture(), 'mock');
  expect(unnoticed).toEqual([]);
  expect(tried).toBeGreaterThan(500);
});
