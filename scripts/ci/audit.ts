// `npm run audit`: asks the registry for known holes in what is installed. Of what users of the packages get, each counts; of the
// tools, those that are high or critical. A registry that cannot be asked is no fault of ours, and is said.
import { spawnSync } from 'node:child_process';
import { root } from '@dli-openapi/openapi/files';

const unanswered = /ERR_PNPM_AUDIT_(BAD_RESPONSE|ENDPOINT_NOT_EXISTS)|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT/;

process.exitCode = [audit('what users get', '--prod', '--audit-level=low'), audit('the tools', '--audit-level=high')].includes(1) ? 1 : 0;

function audit(what: string, ...args: string[]): number {
  const { status, stdout, stderr } = spawnSync('pnpm', ['audit', ...args], { cwd: root, encoding: 'utf8' });
  const text = `${stdout}${stderr}`.trim();
  if (status !== 0 && unanswered.test(text)) {
    console.warn(
      `${what}: not audited. The registry gives no advisories here: ${(/responded with \d+/.exec(text) ?? unanswered.exec(text))?.[0]}.`,
    );
    return 0;
  }
  console.log(`${what}: ${status === 0 ? 'no known holes' : text}`);
  return status === 0 ? 0 : 1;
}
