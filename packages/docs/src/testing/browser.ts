// A browser for tests: the Chromium that came with the packages, or one that is installed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { waitLimit } from '../../../../scripts/testing/limits.ts';

const fontsFile = fileURLToPath(new URL('fonts.conf', import.meta.url));
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Finds a Chromium or Chrome: the one that `CHROMIUM_PATH` names, else the packaged one (Linux on x64), else an
 * installed one.
 * @returns its path, or undefined where there is none, with the reason printed: skip the tests that need it
 */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  let reason = `the packaged Chromium is for linux x64, and this is ${process.platform} ${process.arch}`;
  if (process.platform === 'linux' && process.arch === 'x64') {
    try {
      return packagedChromium();
    } catch (error) {
      reason = `the packaged Chromium does not start (${(error as Error).message.split('\n')[1] ?? error})`;
    }
  }
  const found = installed.find((path) => existsSync(path));
  if (!found) console.warn(`Browser tests are skipped: ${reason}, and no Chrome is installed where it usually is. Set CHROMIUM_PATH.`);
  return found;
}

/** Starts the browser that {@link findChromium} found, without a window. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  const folder = dirname(executablePath);
  // Pages measure the same on every machine, also on one without fonts, where Chromium would crash.
  const fonts = existsSync(join(folder, 'fonts')) ? { FONTCONFIG_FILE: fontsFile, XDG_DATA_HOME: folder } : {};
  const browser = await chromium.launch({ executablePath, env: { ...process.env, ...fonts }, timeout: waitLimit });
  browser.on('context', (context) => context.setDefaultTimeout(waitLimit));
  return browser;
}

function packagedChromium(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'));
  const folder = fileURLToPath(new URL(`../../node_modules/.cache/chromium-${version}`, import.meta.url));
  if (!existsSync(folder)) unpack(entry, folder);
  const path = join(folder, 'chromium');
  execFileSync(path, ['--version'], { stdio: 'pipe', timeout: waitLimit });
  return path;
}

/**
 * The package unpacks itself into the folder for temporary files, and runs whatever already stands there. In a
 * folder of its own, renamed when it is whole, no other version and no half-written file can be run.
 */
function unpack(entry: string, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const unpacking = mkdtempSync(`${folder}-`);
  const script = `import chromium from ${JSON.stringify(pathToFileURL(entry).href)}; await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: unpacking };
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { env, stdio: 'pipe', timeout: waitLimit });
  try {
    renameSync(unpacking, folder);
  } catch (error) {
    rmSync(unpacking, { recursive: true });
    // Another test process was first.
    if (!existsSync(folder)) throw error;
  }
}
