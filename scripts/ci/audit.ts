// `npm run audit`: reads known vulnerabilities of installed packages from the registry. In what users install, each counts; in the
// tools, only high and critical ones.
import { spawnSync } from 'node:child_process';
import { root } from '@dli-openapi/openapi/files';
import { tools } from '../tools.mjs';

const results = [audit('what users install', '--prod', '--audit-level=low'), audit('the tools', '--audit-level=high')];
process.exitCode = results.includes(false) ? 1 : 0;

function audit(what: string, ...args: string[]): boolean {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tools.pnpm, 'audit', '--reporter=ndjson', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) console.log(`${what}: no known vulnerabilities`);
  else if (stdout !== '') console.error(`${what}:\n${stdout}`);
  else console.error(`${what}: not audited. ${readMessage(stderr)}`);
  return status === 0;
}

/** Reads the messages of pnpm from its log in JSON. */
function readMessage(log: string): string {
  const [, message = JSON.stringify(log)] = /"message":("(?:[^"\\]|\\.)*")/.exec(log) ?? [];
  return JSON.parse(message).replaceAll(/\s+/g, ' ').trim();
}
