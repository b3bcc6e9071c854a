// The input of `npm run new:operation`: from its arguments, from facts, and from questions at the terminal.
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

/** The operation to draft. */
export interface OperationInput {
  /** In camelCase, a verb first: `listQueues`. */
  operationId: string;
  method: (typeof methods)[number];
  /** With its placeholders: `/v1.0/{project_id}/queues`. */
  path: string;
  /** The folder that its files go into: `queues`. */
  family: string;
  /** The family as readers see it: `Queues`. */
  tag: string;
  deprecated?: true;
  /** What the sources state of it. Empty if nothing is known yet. */
  pages: Page[];
}

/** The input is invalid. The message says what to change. */
export class InputError extends Error {
  override name = 'InputError';
}

export const usage = `npm run new:operation <operationId> -- --facts <folder> | --method <get|post|put|patch|delete> --path </v1.0/{project_id}/…> --family <folder>
  --facts <page or folder>  what \`npm run documented\` reads; default: what spec/documented has of the operation
  --source zh-2026          the snapshot that a page belongs to
  --family <folder>         needed unless the facts are a folder`;

const fields = ['operationId', 'method', 'path', 'family'] as const;
type Field = (typeof fields)[number];
type Given = Partial<Record<Field | 'facts' | 'source', string | undefined>>;
type Known = Partial<Omit<OperationInput, 'operationId' | 'method'> & { method: string }>;

/**
 * Reads arguments and facts, and asks at the terminal for what they lack.
 * @throws {InputError} if something is missing and there is no terminal, or is invalid, or the operation exists already
 */
export async function readInput(args: string[]): Promise<OperationInput> {
  const given = readArguments(args);
  const operationId = given.operationId ?? (await ask(['operationId'], listMissing(given))).operationId ?? '';
  if (!/^[a-z]+(?:[A-Z][a-z]*|\d+)*$/.test(operationId))
    throw new InputError(`"${operationId}" is not in camelCase. Write it like listQueues.`);
  const [file] = globSync(`operations/*/${operationId}.yaml`, { cwd: specFolder });
  if (file !== undefined) throw new InputError(`The operation ${operationId} exists already: spec/${file}.`);
  const known = readKnown(operationId, given);
  const all = { ...known, ...given, operationId };
  const missing = listMissing(all);
  const replies = missing.length > 0 ? await ask(missing, missing) : {};
  return check({ ...(all as Record<Field, string>), ...replies }, known);
}

const listMissing = (given: Given): Field[] => fields.filter((field) => given[field] === undefined);

/** @param missing what the error names without a terminal */
async function ask(wanted: Field[], missing: Field[]): Promise<Partial<Record<Field, string>>> {
  if (!process.stdin.isTTY) throw new InputError(`Missing: ${missing.join(', ')}. Usage:\n${usage}`);
  const questions = {
    operationId: 'operationId, in camelCase (listQueues): ',
    method: `Method (${methods.join(', ')}): `,
    path: 'Path, with placeholders (/v1.0/{project_id}/queues): ',
    family: `Family (${listFamilies().join(', ')}, or a new one): `,
  };
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const left = new AbortController();
  terminal.once('close', () => left.abort());
  const replies: Partial<Record<Field, string>> = {};
  try {
    for (const field of wanted) replies[field] = (await terminal.question(questions[field], { signal: left.signal })).trim();
  } catch {
    throw new InputError('\nNothing was written.');
  }
  terminal.close();
  return replies;
}

function readArguments(args: string[]): Given {
  const text = { type: 'string' } as const;
  try {
    const options = { method: text, path: text, family: text, facts: text, source: text };
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    if (positionals.length > 1) throw new Error(`One operationId at a time, found ${positionals.join(' ')}.`);
    return { ...values, ...(positionals[0] !== undefined && { operationId: positionals[0] }) };
  } catch (error) {
    throw new InputError(`${(error as Error).message} Usage:\n${usage}`);
  }
}

/** Reads what the facts state of the operation. */
function readKnown(operationId: string, { facts, source, method, path }: Given): Known {
  try {
    if (source !== undefined && facts === undefined) throw new Error('--source is the snapshot of a page. Name the page: --facts');
    const operation = readOperation(operationId, facts, source);
    const folder = facts !== undefined && isFactsFolder(facts) ? openFactsFolder(facts).read(operationId) : undefined;
    const pages = operation?.pages.filter(({ source }) => !source.startsWith('TODO')) ?? [];
    if (facts !== undefined && pages.length === 0) throw new Error(`${facts} states nothing of ${operationId}.`);
    for (const [stated, wanted] of [
      [operation?.method, method?.toLowerCase()],
      [operation?.path, path],
    ])
      if (stated !== undefined && wanted !== undefined && stated !== wanted)
        throw new Error(`The facts of ${operationId} say ${stated}, not ${wanted}. Omit it, or correct the facts.`);
    return { ...operation, ...(folder && { family: folder.folder, tag: folder.family }), pages };
  } catch (error) {
    throw new InputError((error as Error).message);
  }
}

function check({ operationId, method, path, family }: Record<Field, string>, { pages = [], tag, deprecated }: Known): OperationInput {
  const refuse = (message: string): never => {
    throw new InputError(message);
  };
  const known =
    methods.find((name) => name === method.toLowerCase()) ?? refuse(`"${method}" is not an HTTP method. Use one of ${methods.join(', ')}.`);
  if (!/^(\/([\w.-]+|\{\w+\}))+$/.test(path)) refuse(`"${path}" is not a path. Write it like /v1.0/{project_id}/queues/{queue_name}.`);
  if (!/^[a-z]+(-[a-z]+)*$/.test(family)) refuse(`"${family}" is not a folder name in kebab-case. Write it like flink-jobs.`);
  const { paths } = parse(readFileSync(join(specFolder, 'openapi.yaml'), 'utf8'));
  const taken = paths[path]?.[known]?.$ref;
  if (taken !== undefined) refuse(`${method.toUpperCase()} ${path} exists already: spec/${taken}.`);
  return {
    operationId,
    method: known,
    path,
    family,
    tag: findTag(family) ?? tag ?? formatTag(family),
    ...(deprecated && { deprecated }),
    pages,
  };
}

/** Lists the existing families. */
export function listFamilies(): string[] {
  return globSync('operations/*/', { cwd: specFolder })
    .map((folder) => folder.split(/[\\/]/)[1] ?? '')
    .filter((family) => existsSync(join(specFolder, 'operations', family)))
    .sort();
}

/** Finds the tag of a family's operations. */
function findTag(family: string): string | undefined {
  const [file] = globSync(`operations/${family}/*.yaml`, { cwd: specFolder });
  return file === undefined ? undefined : parse(readFileSync(join(specFolder, file), 'utf8')).tags[0];
}

function formatTag(family: string): string {
  const words = family.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
