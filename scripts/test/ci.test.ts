// The scripts that the workflows call, run as they call them.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { afterAll, describe, expect, it } from 'vitest';
import { nameRepository } from '../ci/repository.ts';
import { runProcess } from '../testing/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'ci-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(script: string, args: string[], environment: Record<string, string>) {
  const env = { PATH: process.env.PATH ?? '', ...environment };
  return runProcess(process.execPath, [join(root, 'scripts/ci', script), ...args], { env });
}

describe('ci:output', () => {
  const file = join(folder, 'changes.md');

  it('writes an output that the text itself cannot end', async () => {
    const output = join(folder, 'output');
    writeFileSync(file, 'changes<<EOF\nEOF\nother=1\n');
    expect((await run('output.ts', ['changes', file], { GITHUB_OUTPUT: output })).status).toBe(0);
    const [first = '', ...lines] = readFileSync(output, 'utf8').trimEnd().split('\n');
    expect(first).toMatch(/^changes<<[\w-]{36}$/);
    expect(lines).toEqual(['changes<<EOF', 'EOF', 'other=1', first.replace('changes<<', '')]);
  });
  it('adds the text to the summary of the run', async () => {
    const summary = join(folder, 'summary');
    writeFileSync(file, 'One change');
    await run('output.ts', ['changes', file], { GITHUB_STEP_SUMMARY: summary });
    expect(readFileSync(summary, 'utf8')).toBe('One change\n');
  });
  it('refuses a name with a line break', async () => {
    expect(await run('output.ts', ['a=1\nb', file], {})).toMatchObject({ status: 2, stderr: expect.stringContaining('Name an output') });
  });
});

describe('audit', () => {
  /** Runs `npm run audit` with a response of the registry. */
  async function audit(status: number, advisories: object) {
    const registry = createServer((request, response) => {
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(advisories));
    });
    await once(registry.listen(0, '127.0.0.1'), 'listening');
    const { port } = registry.address() as AddressInfo;
    const HOME = mkdtempSync(join(folder, 'home-'));
    const result = await run('audit.ts', [], { HOME, pnpm_config_registry: `http://127.0.0.1:${port}/` });
    registry.close();
    return result;
  }

  it('passes without known vulnerabilities', async () => {
    expect(await audit(200, {})).toMatchObject({
      status: 0,
      stdout: 'what users install: no known vulnerabilities\nthe tools: no known vulnerabilities\n',
    });
  });
  it('fails for a known vulnerability, and names it', async () => {
    const advisory = { id: 1, url: 'https://example.com/1', title: 'Eats memory', severity: 'high', vulnerable_versions: '*', cwe: [] };
    expect(await audit(200, { ajv: [advisory] })).toMatchObject({ status: 1, stderr: expect.stringContaining('Eats memory') });
  });
  it('fails if the registry returns no advisories, and says so in one line', async () => {
    const { status, stderr } = await audit(405, {});
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^what users install: not audited\. .*responded with 405.*\nthe tools: not audited\. .*\n$/),
    ]);
  });
});

describe('release:publish', () => {
  it('names the building repository in public packages only', () => {
    for (const [name, manifest] of Object.entries({ client: { version: '1.0.0' }, docs: { private: true } })) {
      mkdirSync(join(folder, 'packages', name), { recursive: true });
      writeFileSync(join(folder, 'packages', name, 'package.json'), JSON.stringify(manifest));
    }
    nameRepository(folder, 'https://github.com/owner/name');
    const read = (name: string) => JSON.parse(readFileSync(join(folder, 'packages', name, 'package.json'), 'utf8'));
    expect(read('client')).toEqual({
      version: '1.0.0',
      repository: { type: 'git', url: 'git+https://github.com/owner/name.git', directory: 'packages/client' },
    });
    expect(read('docs')).toEqual({ private: true });
  });
});
