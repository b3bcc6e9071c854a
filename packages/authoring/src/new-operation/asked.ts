// What `npm run new:operation` is asked for: from its arguments, and from whoever sits at the terminal.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { specFolder } from '@dli-openapi/openapi/files';
import { parse } from 'yaml';

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
}

/** What was asked for cannot be. Its message says what to ask for instead. */
export class AskedError extends Error {
  override name = 'AskedError';
}

export const usage =
  'npm run new:operation <operationId> -- --method <get|post|put|patch|delete> --path </v1.0/{project_id}/…> --family <folder>';

const fields = ['operationId', 'method', 'path', 'family'] as const;
type Field = (typeof fields)[number];
const noneGiven = { operationId: undefined, method: undefined, path: undefined, family: undefined };

/**
 * Reads arguments, asks at the terminal for what they leave out, and makes sure that there is no such operation yet.
 * @throws {AskedError} when something is missing where nobody can be asked, or cannot be used
 */
export async function askedFor(args: string[]): Promise<Asked> {
  const given: Record<Field, string | undefined> = { ...noneGiven, ...fromArguments(args) };
  const missing = fields.filter((field) => given[field] === undefined);
  if (missing.length > 0 && !process.stdin.isTTY) throw new AskedError(`Missing: ${missing.join(', ')}. Usage:\n  ${usage}`);
  const questions = {
    operationId: 'operationId, in camelCase (listQueues): ',
    method: `Method (${methods.join(', ')}): `,
    path: 'Path, with placeholders (/v1.0/{project_id}/queues): ',
    family: `Family (${families().join(', ')}, or a new one): `,
  };
  if (missing.length > 0) Object.assign(given, await answersTo(missing.map((field) => [field, questions[field]])));
  return checked(given as Record<Field, string>);
}

async function answersTo(questions: [Field, string][]): Promise<Partial<Record<Field, string>>> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const left = new AbortController();
  terminal.once('close', () => left.abort());
  const answers: Partial<Record<Field, string>> = {};
  try {
    for (const [field, question] of questions) answers[field] = (await terminal.question(question, { signal: left.signal })).trim();
  } catch {
    throw new AskedError('\nNothing was written.');
  }
  terminal.close();
  return answers;
}

function fromArguments(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { method: text, path: text, family: text } });
    if (positionals.length > 1) throw new Error(`One operationId at a time, found ${positionals.join(' ')}.`);
    return { operationId: positionals[0], ...values };
  } catch (error) {
    throw new AskedError(`${(error as Error).message} Usage:\n  ${usage}`);
  }
}

function checked({ operationId, method, path, family }: Record<Field, string>): Asked {
  const fail = (message: string): never => {
    throw new AskedError(message);
  };
  const known =
    methods.find((name) => name === method.toLowerCase()) ?? fail(`"${method}" is no method. Use one of ${methods.join(', ')}.`);
  if (!/^[a-z]+(?:[A-Z][a-z]*|\d+)*$/.test(operationId)) fail(`"${operationId}" is not in camelCase. Write it like listQueues.`);
  if (!/^(\/([\w.-]+|\{\w+\}))+$/.test(path)) fail(`"${path}" is no path. Write it like /v1.0/{project_id}/queues/{queue_name}.`);
  if (!/^[a-z]+(-[a-z]+)*$/.test(family)) fail(`"${family}" is no name of a folder in kebab-case. Write it like flink-jobs.`);
  const [file] = globSync(`operations/*/${operationId}.yaml`, { cwd: specFolder });
  if (file !== undefined) fail(`There is an operation ${operationId} already: spec/${file}.`);
  const { paths } = parse(readFileSync(join(specFolder, 'openapi.yaml'), 'utf8'));
  const taken = paths[path]?.[known]?.$ref;
  if (taken !== undefined) fail(`${method.toUpperCase()} ${path} is an operation already: spec/${taken}.`);
  return { operationId, method: known, path, family };
}

/** The families that there are. */
export function families(): string[] {
  return globSync('operations/*/', { cwd: specFolder })
    .map((folder) => folder.split(/[\\/]/)[1] ?? '')
    .filter((family) => existsSync(join(specFolder, 'operations', family)))
    .sort();
}
