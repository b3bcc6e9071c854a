// A copy of the workspace to edit and build in, so that the work tree stays as it is.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { root } from '@dli-openapi/openapi/files';

const packages = ['spec', 'scripts', 'bench', 'examples', ...globSync('packages/*', { cwd: root })];
const summary = /^summary: .*$/m;

/** A copy of the workspace. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
  #edits = 0;

  constructor() {
    const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
    for (const file of listed.split('\0').filter((name) => name !== '' && existsSync(join(root, name))))
      cpSync(join(root, file), join(this.folder, file));
    // Installed packages are shared; the links between the workspace's own are relative, and lead to those of the copy.
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
    for (const name of packages) this.#copyBuilt(name);
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
    ])
      execFileSync('git', args, { cwd: this.folder });
  }

  #copyBuilt(name: string): void {
    for (const built of ['node_modules', 'dist', 'src/generated']) {
      const from = join(root, name, built);
      if (!existsSync(from) || (built === 'dist' && name === 'bench')) continue;
      const isIncluded = (path: string): boolean => !relative(from, path).startsWith('.cache');
      cpSync(from, join(this.folder, name, built), { recursive: true, verbatimSymlinks: true, filter: isIncluded });
    }
  }

  /** Edits one operation, each time differently, and returns the new text. */
  edit(): string {
    const file = join(this.folder, 'spec/operations/flink-jobs/listFlinkJobs.yaml');
    this.#edits += 1;
    const words = `List jobs, edit ${this.#edits}`;
    writeFileSync(file, readFileSync(file, 'utf8').replace(summary, `summary: ${words}`));
    return words;
  }

  /**
   * Runs a tool that a package has installed.
   * @throws {Error} with its output, if it fails
   */
  run(name: string, command: string, ...args: string[]): void {
    const cwd = join(this.folder, name);
    const path = [join(cwd, 'node_modules/.bin'), join(this.folder, 'node_modules/.bin'), process.env.PATH].join(delimiter);
    const env = {
      ...process.env,
      PATH: path,
      // pnpm would install anew in the copy, and so change the packages that it shares.
      pnpm_config_verify_deps_before_run: 'false',
      TURBO_TELEMETRY_DISABLED: '1',
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    };
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')} in ${name}: ${error?.message ?? `${stdout}${stderr}`}`);
  }

  /** Whether a file of the copy contains a text. */
  holds(file: string, words: string): boolean {
    return readFileSync(join(this.folder, file), 'utf8').includes(words);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
