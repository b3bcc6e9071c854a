// `npm run release:publish`: publishes the built packages whose versions npm does not have. Without GitHub Actions, or with
// `--dry-run`, it does everything but publish.
import { spawnSync } from 'node:child_process';
import { root } from '@dli-openapi/openapi/files';
import { tools } from '../tools.mjs';
import { nameRepository } from './repository.ts';

const { GITHUB_ACTIONS, GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
const isReal = GITHUB_ACTIONS === 'true' && !process.argv.includes('--dry-run');
if (isReal) nameRepository(root, `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`);
const [command, ...args] = isReal
  ? [process.execPath, tools.changeset, 'publish']
  : [process.execPath, tools.pnpm, '--recursive', 'publish', '--dry-run', '--no-git-checks'];
process.exitCode = spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
