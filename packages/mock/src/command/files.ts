import { readFileSync, statSync } from 'node:fs';
import { parseExactJson } from '../json.ts';
import { MockError } from '../mock-error.ts';
import type { AuthKeys } from '../request/credentials.ts';
import type { Seed } from '../sandbox/registry.ts';

/** @throws {MockError} when the file cannot be read */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new MockError(`${path} cannot be read: ${(error as Error).message}.`);
  }
}

function parseJson(text: string): unknown {
  return parseExactJson(text.replace(/^\uFEFF/, ''));
}

/**
 * @param hint what to do when the file is not JSON
 * @throws {MockError} when the file cannot be read, or is not JSON
 */
function readJson(path: string, hint = ''): unknown {
  const text = readText(path);
  try {
    return parseJson(text);
  } catch (error) {
    throw new MockError(`${path} is not JSON: ${(error as Error).message}.${hint}`);
  }
}

const howToBundle = ' From YAML, or several files: npx @redocly/cli bundle openapi.yaml --output openapi.json';

/** @throws {MockError} when the file cannot be read, or holds no JSON object */
export function readDocument(path: string): object {
  const document = readJson(path, howToBundle);
  if (typeof document === 'object' && document !== null) return document;
  throw new MockError(`${path} must hold an OpenAPI document, found ${JSON.stringify(document)}.`);
}

/**
 * IDs beyond 2^53 come as bigints. The sandbox checks the rest.
 * @throws {MockError} when the file cannot be read, or is not JSON
 */
export function readSeed(path: string): Seed {
  return readJson(path) as Seed;
}

/**
 * The mock checks what the file holds.
 * @throws {MockError} when the file cannot be read, or is not JSON
 */
export function readAuth(path: string): AuthKeys {
  const text = readText(path);
  try {
    return parseJson(text) as AuthKeys;
  } catch {
    // The parser's message quotes the text, which holds secrets.
    throw new MockError(`${path} is not JSON.`);
  }
}

const pollMilliseconds = 200;

/** A file that is watched from now on. */
export interface WatchedFile {
  /**
   * Calls back each time the file has changed, the first time since now.
   * @returns what ends it
   */
  onChange(changed: () => void): () => void;
}

/**
 * Watches a file by looking at it again and again: editors replace files, which ends other ways of watching, and on shared disks those
 * do not work at all. A file that is gone may be on its way to be replaced, and counts as changed only when it is back.
 */
export function watchFile(path: string): WatchedFile {
  let seen = readFingerprint(path);
  return {
    onChange(changed) {
      const polling = setInterval(() => {
        const found = readFingerprint(path);
        if (found === undefined || found === seen) return;
        seen = found;
        changed();
      }, pollMilliseconds);
      return () => clearInterval(polling);
    },
  };
}

function readFingerprint(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && [found.ino, found.size, found.mtimeNs].join(' ');
}
