// Lints small documents with our rules, by the real linter.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node } from '@dli-openapi/openapi';
import { stringify } from 'yaml';
import type { Problem } from '../src/problems.ts';
import { problemsOf } from '../src/problems.ts';

const plugin = fileURLToPath(new URL('../src/rules/plugin.ts', import.meta.url));

/** The files of a document, by path; `openapi.yaml` is the root. */
export type Files = Record<string, unknown> & { 'openapi.yaml': Node };

interface Linted {
  rule: string;
  files: Files;
}

const linted: Linted[] = [];
let problems: Problem[] | undefined;

/**
 * What the rule says of each document: one line for each fault, `<file><pointer> <message>`. A file beside the document
 * has a line in place of the pointer.
 * All documents of a test file are linted together when the first answer is read, in one run of the linter.
 */
export function lint<Name extends string>(rule: string, documents: Record<Name, Files>): Readonly<Record<Name, string[]>> {
  const faults = {} as Record<Name, string[]>;
  for (const name of Object.keys(documents) as Name[]) {
    const folder = `${linted.push({ rule, files: documents[name] }) - 1}/`;
    Object.defineProperty(faults, name, {
      get: () => {
        problems ??= lintAll();
        return problems
          .filter((problem) => problem.file.startsWith(folder) && [rule, 'no-unresolved-refs'].includes(problem.rule))
          .map(({ file, pointer, line, message }) => `${file.slice(folder.length)}${pointer ?? `:${line}`} ${message}`);
      },
    });
  }
  return faults;
}

function lintAll(): Problem[] {
  const rules = Object.fromEntries(linted.map(({ rule }) => [rule, 'error']));
  const trees = linted.flatMap(({ files }, index) => Object.entries(files).map(([file, content]) => [`${index}/${file}`, content]));
  const configuration = { plugins: [plugin], rules: { 'no-unresolved-refs': 'error', ...rules } };
  return inFolder({ ...Object.fromEntries(trees), 'redocly.yaml': configuration }, (folder) =>
    problemsOf(folder, ...linted.map((_document, index) => `${index}/openapi.yaml`)),
  );
}

/** Writes files into a new folder, what is no text as YAML, and takes it away again after use. */
export function inFolder<Result>(files: Record<string, unknown>, use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), typeof content === 'string' ? content : stringify(content));
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A document, with what is given laid over an empty one. */
export function document(content: Node, files: Record<string, unknown> = {}): Files {
  return { ...files, 'openapi.yaml': { openapi: '3.1.0', info: { title: 'Title', version: '1' }, paths: {}, ...content } };
}

/** A document of one schema, `#/components/schemas/Thing`. */
export function schema(thing: Node, files?: Record<string, unknown>): Files {
  return document({ components: { schemas: { Thing: thing } } }, files);
}

/** A document of one operation, `#/paths/~1things/get`. */
export function operation(content: Node, files?: Record<string, unknown>): Files {
  return document({ paths: { '/things': { get: content } } }, files);
}

/** A document of one operation in a file of its own. */
export function operationFile(file: string, content: Node, files: Record<string, unknown> = {}): Files {
  return operation({ $ref: file }, { ...files, [file]: content });
}

/** A document of one request, whose body has this schema. */
export function request(body: Node, files?: Record<string, unknown>): Files {
  return operation({ requestBody: { content: { 'application/json': { schema: body } } } }, files);
}

/** A document of one answer, whose body has this schema. */
export function answer(body: Node, files?: Record<string, unknown>): Files {
  return operation({ responses: { 200: { content: { 'application/json': { schema: body } } } } }, files);
}
