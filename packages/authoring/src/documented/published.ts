import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Location, Source } from './types.ts';

/** A row as the folder of facts has it. Limits and defaults in it were cut out of prose by rule. */
export interface PublishedField {
  location: Location;
  pointer: string;
  name: string;
  required?: boolean | null;
  type?: string | null;
  typeNorm?: string | null;
  description?: string | null;
  enum?: string[];
  default?: string;
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  unit?: string;
  rule?: string;
}

export interface PublishedExample {
  role: 'request' | 'response';
  text: string;
  json?: unknown;
  /** The page prints "None". */
  none?: boolean;
  /** Why the text is not JSON, and what was mended to read it. */
  parseError?: string;
  fixes?: string[];
}

export interface PublishedPage {
  docId?: string;
  fields: PublishedField[];
  statusCodes?: { code: string }[];
  errorCodes?: { code: string }[];
  examples?: PublishedExample[];
}

export interface PublishedOperation {
  operationId: string;
  method: string;
  path: string;
  sources: Partial<Record<Source, PublishedPage[] | PublishedPage>>;
}

export interface PublishedCommon {
  errorBody: Record<string, string>;
  headers: { name: string; required: string }[];
  sdkRegions: { region: string; url: string }[];
}

export interface Published {
  common: PublishedCommon;
  /** @throws {Error} when nothing is known of the operation */
  operation(operationId: string): PublishedOperation;
}

/**
 * Opens a folder of facts.
 * @throws {Error} when it is not one
 */
export function openPublished(folder: string): Published {
  if (!existsSync(join(folder, 'index.json'))) throw new Error(`${folder} is no folder of facts: it has no index.json`);
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const index = read('index.json') as { operationId: string; file: string }[];
  return {
    common: read('crosscutting.json') as PublishedCommon,
    operation(operationId) {
      const entry = index.find((candidate) => candidate.operationId === operationId);
      if (!entry) throw new Error(`${operationId} is in spec/operations but not in index.json of ${folder}. Is the operationId right?`);
      return read(entry.file) as PublishedOperation;
    },
  };
}
