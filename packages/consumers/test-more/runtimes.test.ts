import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { entries } from '../calling/entries.ts';
import type { Outcome } from '../calling/program.ts';
import { runtimes } from '../src/runtimes.ts';
import { type Service, startService } from '../src/service.ts';
import { signingVectors } from '../src/vectors.ts';
import { outcomeIn } from './outcome.ts';

const { folder } = inject('project');

for (const { name, runner, absent, ...differences } of runtimes) {
  describe.skipIf(!runner)(`the installed client in ${name}`, () => {
    let service: Service;
    let outcome: Outcome & { absent?: string[] };

    beforeAll(async () => {
      service = await startService();
      const place = { service: service.url, refusing: service.refusing, ...signingVectors() };
      outcome = (await runner?.(folder, place)) as typeof outcome;
    });
    afterAll(() => service.close());

    it('does what it does everywhere', () => {
      const { absent: _absent, entries: _entries, ...rest } = outcome;
      expect(rest).toEqual(outcomeIn(differences));
    });

    it('has all entries with all their names', () => {
      expect(outcome.entries).toEqual(entries);
    });

    it('lets go of connections that it has given up', async () => {
      const asked = service.received.filter(({ url }) => url.includes('/silent/')).length;
      expect(asked).toBeGreaterThan(0);
      await expect.poll(() => service.givenUp()).toBe(asked);
    });

    it('follows no redirect, with or without its token', () => {
      expect(service.received.filter(({ url }) => url.includes('/stolen/'))).toEqual([]);
    });

    it('says who calls, unless the browser does', () => {
      const agents = new Set(service.received.map(({ headers }) => headers['user-agent']));
      const pattern =
        name === 'Chromium' ? /^Mozilla\/5\.0 \S.*/ : /^(?:program )?dli-openapi-client\/\d+\.\d+\.\d+(?: [\w.-]+(?:\/[\d.]+)?)?$/;
      expect([...agents].filter((agent) => !pattern.test(agent ?? ''))).toEqual([]);
    });

    if (absent) {
      it('does without what only Node has', () => {
        expect(outcome.absent).toEqual(absent);
      });
    }
  });
}

it('is run with every entry that the package has', () => {
  const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules/@dli-openapi/client/package.json'), 'utf8'));
  expect(Object.keys(entries).sort()).toEqual(
    Object.keys(exports)
      .filter((name) => name !== './package.json')
      .sort(),
  );
});
