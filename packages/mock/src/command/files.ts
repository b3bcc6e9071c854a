import { parseJson } from '@dli-openapi/client/json';
import { MockError } from '../errors.ts';
import { readText } from '../read-text.ts';
import type { Seed } from '../sandbox/seed.ts';

/**
 * @param hint what to do when the file is not JSON
 * @throws {MockError} when the file cannot be read, or is not JSON
 */
export function readJson(path: string, hint = ''): unknown {
  const text = readText(path);
  try {
    return parseJson(text.replace(/^\uFEFF/, ''));
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
 * IDs beyond 2^53 come as bigints. What it describes is checked when it is put into a sandbox.
 * @throws {MockError} when the file cannot be read, or is no JSON
 */
export function readSeed(path: string): Seed {
  return readJson(path) as Seed;
}
