// `npm run audit`: asks the registry for known holes in what is installed. Of what users of the packages get, each counts; of the
// tools, those that are high or critical.
import { spawnSync } from 'node:child_process';
import { root } from '@dli-openapi/openapi/files';
import { tools } from '../tools.mjs';

const results = [audit('what users get', '--prod', '--audit-level=low'), audit('the tools', '--audit-level=high')];
process.exitCode = results.includes(false) ? 1 : 0;

function audit(what: string, ...args: string[]): boolean {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tools.pnpm, 'audit', '--reporter=ndjson', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) console.log(`${what}: no known holes`);
  else if (stdout !== '') console.error(`${what}:\n${stdout}`);
  else console.error(`${what}: not audited. ${readMessage(stderr)}`);
  return status === 0;
}

/** What pnpm says in the lines of JSON that it logs. */
function readMessage(log: string): string {
  const [, message = JSON.stringify(log)] = /"message":("(?:[^"\\]|\\.)*")/.exec(log) ?? [];
  return JSON.parse(message).replaceAll(/\s+/g, ' ').trim();
}
