import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { entries } from '../calling/entries.ts';
import { commands } from '../src/runtimes.ts';

const { folder } = inject('project');

const program = `
  const names = ${JSON.stringify(Object.keys(entries))};
  const entries = names.map((name) => [name, Object.keys(require('@dli-openapi/client' + name.slice(1))).filter((one) => one !== '__esModule').sort()]);
  const { openapi } = require('@dli-openapi/spec').default;
  const { createMock } = require('@dli-openapi/mock');
  console.log(JSON.stringify({ entries: Object.fromEntries(entries), openapi, mock: typeof createMock }));
`;

describe.each(Object.entries(commands))('require() in %s', (_name, execute) => {
  it.skipIf(!execute)('returns the same as import', async () => {
    writeFileSync(join(folder, 'required.cjs'), program);
    const printed = await execute?.(folder, 'required.cjs');
    expect(JSON.parse(printed ?? '')).toEqual({ entries, openapi: '3.1.0', mock: 'function' });
  });
});
