import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { entries } from '../calling/entries.ts';
import type { Outcome } from '../calling/program.ts';
import { runtimes } from '../src/runtimes.ts';
import { type Service, startService } from '../src/service.ts';
import { readSigningVectors } from '../src/vectors.ts';
import { expectOutcome } from './outcome.ts';

const { folder } = inject('project');

for (const { name, runner, absent, ...differences } of runtimes) {
  describe.skipIf(!runner)(`the installed client in ${name}`, () => {
    let service: Service;
    let outcome: Outcome & { absent?: string[] };

    beforeAll(async () => {
      service = await startService();
      const place = { service: service.url, refusing: service.refusing, ...readSigningVectors() };
      outcome = (await runner?.(folder, place)) as typeof outcome;
    });
    afterAll(() => service.close());

    it('works as in every other run time', () => {
      const { absent: _absent, entries: _entries, ...rest } = outcome;
      expect(rest).toEqual(expectOutcome(differences));
    });

    it('has all entries with all their names', () => {
      expect(outcome.entries).toEqual(entries);
    });

    it('closes the connections of aborted requests', async () => {
      const sent = service.received.filter(({ url }) => url.includes('/silent/')).length;
      expect(sent).toBeGreaterThan(0);
      await expect.poll(() => service.givenUp()).toBe(sent);
    });

    it('follows no redirect, with or without its token', () => {
      expect(service.received.filter(({ url }) => url.includes('/stolen/'))).toEqual([]);
    });

    it('sends a User-Agent, unless the browser does', () => {
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
