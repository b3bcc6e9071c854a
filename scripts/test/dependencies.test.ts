import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { dependencies, sizeOf } from '../workspace/dependencies.ts';

const [, section = ''] = /^## Dependencies\n(.*?)^## /ms.exec(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')) ?? [];
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const names = rows.map(([name]) => name);
const bytes: Record<string, number> = { KB: 1e3, MB: 1e6 };

describe("CONTRIBUTING's table of dependencies", () => {
  it('names each that a manifest has, and none that no manifest has', () => {
    expect(names.toSorted()).toEqual(dependencies().map(({ name }) => name));
  });
  it('begins with those that users of the packages get, and counts right', () => {
    const published = dependencies().filter(({ isPublished }) => isPublished);
    expect(names.slice(0, published.length).sort()).toEqual(published.map(({ name }) => name));
    expect(section).toContain(`${rows.length} in all. The first ${published.length} come`);
  });
  it('says of each what it is for, who keeps it and what would take its place', () => {
    expect(rows.filter((cells) => cells.length !== 5 || cells.includes(''))).toEqual([]);
  });
  it('tells sizes as they are, give or take a quarter', () => {
    const told = new Map(rows.map(([name, size = '']) => [name, size]));
    const named = dependencies().filter(({ name }) => told.has(name));
    const wrong = named.flatMap((dependency) => {
      const measured = sizeOf(dependency);
      const [count, unit = ''] = told.get(dependency.name)?.split(' ') ?? [];
      const ratio = (Number(count) * (bytes[unit] ?? Number.NaN)) / (measured ?? Number.NaN);
      return measured === undefined || Math.abs(ratio - 1) < 0.25 ? [] : [`${dependency.name} takes ${measured} bytes`];
    });
    expect(wrong).toEqual([]);
  });
});
