// What `npm run new:operation` is asked for: from its arguments, from facts, and from whoever sits at the terminal.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { specFolder } from '@dli-openapi/openapi/files';
import { parse } from 'yaml';
import { readOperation } from '../documented/command.ts';
import { isFactsFolder, openFactsFolder } from '../documented/facts-folder.ts';
import type { Page } from '../documented/types.ts';

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The operation to begin. */
export interface Asked {
  /** In camelCase, a verb first: `listQueues`. */
  operationId: string;
  method: (typeof methods)[number];
  /** With its placeholders: `/v1.0/{project_id}/queues`. */
  path: string;
  /** The folder that its files go into: `queues`. */
  family: string;
  /** The family as readers see it: `Queues`. */
  tag: string;
  deprecated: boolean;
  /** What the sources state of it. Empty when nothing is known yet. */
  pages: Page[];
}

/** What was asked for cannot be. Its message says what to ask for instead. */
export class AskedError extends Error {
  override name = 'AskedError';
}

export const usage = `npm run new:operation <operationId> -- --facts <folder> | --method <get|post|put|patch|delete> --path </v1.0/{project_id}/…> --family <folder>
  --facts <page or folder>  what \`npm run documented\` reads; left out, what spec/documented has of the operation
  --source zh-2026          the snapshot that a page is of
  --family <folder>         only a folder of facts knows it`;

const fields = ['operationId', 'method', 'path', 'family'] as const;
type Field = (typeof fields)[number];
type Given = Partial<Record<Field | 'facts' | 'source', string | undefined>>;
type Known = Partial<Omit<Asked, 'operationId' | 'method'> & { method: string }>;

/**
 * Reads arguments and facts, asks at the terminal for what they leave out, and makes sure that there is no such operation yet.
 * @throws {AskedError} when something is missing where nobody can be asked, or cannot be used
 */
export async function askedFor(args: string[]): Promise<Asked> {
  const given = readArguments(args);
  const operationId = given.operationId ?? (await ask(['operationId'], listMissing(given))).operationId ?? '';
  if (!/^[a-z]+(?:[A-Z][a-z]*|\d+)*$/.test(operationId))
    throw new AskedError(`"${operationId}" is not in camelCase. Write it like listQueues.`);
  const [file] = globSync(`operations/*/${operationId}.yaml`, { cwd: specFolder });
  if (file !== undefined) throw new AskedError(`There is an operation ${operationId} already: spec/${file}.`);
  const known = readKnown(operationId, given);
  const all = { ...known, ...given, operationId };
  const missing = listMissing(all);
  const answers = missing.length > 0 ? await ask(missing, missing) : {};
  return check({ ...(all as Record<Field, string>), ...answers }, known);
}

const listMissing = (given: Given): Field[] => fields.filter((field) => given[field] === undefined);

/** @param missing what is reported where nobody can be asked */
async function ask(wanted: Field[], missing: Field[]): Promise<Partial<Record<Field, string>>> {
  if (!process.stdin.isTTY) throw new AskedError(`Missing: ${missing.join(', ')}. Usage:\n${usage}`);
  const questions = {
    operationId: 'operationId, in camelCase (listQueues): ',
    method: `Method (${methods.join(', ')}): `,
    path: 'Path, with placeholders (/v1.0/{project_id}/queues): ',
    family: `Family (${families().join(', ')}, or a new one): `,
  };
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const left = new AbortController();
  terminal.once('close', () => left.abort());
  const answers: Partial<Record<Field, string>> = {};
  try {
    for (const field of wanted) answers[field] = (await terminal.question(questions[field], { signal: left.signal })).trim();
  } catch {
    throw new AskedError('\nNothing was written.');
  }
  terminal.close();
  return answers;
}

function readArguments(args: string[]): Given {
  const text = { type: 'string' } as const;
  try {
    const options = { method: text, path: text, family: text, facts: text, source: text };
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    if (positionals.length > 1) throw new Error(`One operationId at a time, found ${positionals.join(' ')}.`);
    return { ...values, ...(positionals[0] !== undefined && { operationId: positionals[0] }) };
  } catch (error) {
    throw new AskedError(`${(error as Error).message} Usage:\n${usage}`);
  }
}

/** What facts say of the operation. */
function readKnown(operationId: string, { facts, source, method, path }: Given): Known {
  try {
    if (source !== undefined && facts === undefined) throw new Error('--source says which snapshot a page is of. Name the page: --facts');
    const operation = readOperation(operationId, facts, source);
    const folder = facts !== undefined && isFactsFolder(facts) ? openFactsFolder(facts).read(operationId) : undefined;
    const pages = operation?.pages.filter(({ source }) => !source.startsWith('TODO')) ?? [];
    if (facts !== undefined && pages.length === 0) throw new Error(`${facts} states nothing of ${operationId}.`);
    for (const [stated, wanted] of [
      [operation?.method, method?.toLowerCase()],
      [operation?.path, path],
    ])
      if (stated !== undefined && wanted !== undefined && stated !== wanted)
        throw new Error(`The facts of ${operationId} say ${stated}, not ${wanted}. Leave it out, or correct the facts.`);
    return { ...operation, ...(folder && { family: folder.folder, tag: folder.family, deprecated: folder.deprecated }), pages };
  } catch (error) {
    throw new AskedError((error as Error).message);
  }
}

function check({ operationId, method, path, family }: Record<Field, string>, { pages = [], tag, deprecated = false }: Known): Asked {
  const fail = (message: string): never => {
    throw new AskedError(message);
  };
  const known =
    methods.find((name) => name === method.toLowerCase()) ?? fail(`"${method}" is no method. Use one of ${methods.join(', ')}.`);
  if (!/^(\/([\w.-]+|\{\w+\}))+$/.test(path)) fail(`"${path}" is no path. Write it like /v1.0/{project_id}/queues/{queue_name}.`);
  if (!/^[a-z]+(-[a-z]+)*$/.test(family)) fail(`"${family}" is no name of a folder in kebab-case. Write it like flink-jobs.`);
  const { paths } = parse(readFileSync(join(specFolder, 'openapi.yaml'), 'utf8'));
  const taken = paths[path]?.[known]?.$ref;
  if (taken !== undefined) fail(`${method.toUpperCase()} ${path} is an operation already: spec/${taken}.`);
  return { operationId, method: known, path, family, tag: findTag(family) ?? tag ?? formatTag(family), deprecated, pages };
}

/** The families that there are. */
export function families(): string[] {
  return globSync('operations/*/', { cwd: specFolder })
    .map((folder) => folder.split(/[\\/]/)[1] ?? '')
    .filter((family) => existsSync(join(specFolder, 'operations', family)))
    .sort();
}

/** The tag of the operations that a family has. */
function findTag(family: string): string | undefined {
  const [file] = globSync(`operations/${family}/*.yaml`, { cwd: specFolder });
  return file === undefined ? undefined : parse(readFileSync(join(specFolder, file), 'utf8')).tags[0];
}

function formatTag(family: string): string {
  const words = family.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
