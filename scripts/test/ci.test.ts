// The scripts that the workflows call, run as they call them.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  it('gives a step an output that the text itself cannot end', async () => {
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
  it('refuses a name that would be more than a name', async () => {
    expect(await run('output.ts', ['a=1\nb', file], {})).toMatchObject({ status: 2, stderr: expect.stringContaining('Name an output') });
  });
});

describe('audit', () => {
  /** What audit says where pnpm answers so. */
  function audited(status: number, text: string) {
    const bin = join(folder, `bin-${status}-${text.length}`);
    mkdirSync(bin);
    writeFileSync(join(bin, 'pnpm'), `#!/bin/sh\necho '${text}'\nexit ${status}\n`);
    chmodSync(join(bin, 'pnpm'), 0o755);
    return run('audit.ts', [], { PATH: `${bin}:/usr/bin:/bin` });
  }

  it('passes where nothing is known', async () => {
    expect(await audited(0, 'No known vulnerabilities found')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('no known holes'),
    });
  });
  it('fails where a hole is known, and shows it', async () => {
    expect(await audited(1, 'high: left-pad')).toMatchObject({ status: 1, stdout: expect.stringContaining('high: left-pad') });
  });
  it('says so where the registry could not be asked', async () => {
    const { status, stderr } = await audited(1, 'ERR_PNPM_AUDIT_BAD_RESPONSE responded with 405');
    expect([status, stderr]).toEqual([
      0,
      expect.stringContaining('not audited. The registry gives no advisories here: responded with 405.'),
    ]);
  });
});

describe('release:publish', () => {
  it('names in public packages alone the repository that builds them', () => {
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
