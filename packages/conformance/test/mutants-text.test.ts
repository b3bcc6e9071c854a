import { expect, it } from 'vitest';
import { products } from '../src/mutation/facts.ts';
import { listUnnoticed } from '../src/mutation/notice.ts';
import { readFixture } from './fixture.ts';

it.each(products.filter((product) => product !== 'mock'))('the %s of the fixture show each fact that has changed', async (product) => {
  const { unnoticed, tried } = await listUnnoticed(readFixture(), product);
  expect(unnoticed).toEqual([]);
  expect(tried).toBeGreaterThan(10);
});
