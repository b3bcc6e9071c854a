// Lints small documents with our rules, by the real linter.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node } from '@dli-openapi/openapi';
import { stringify } from 'yaml';
import type { Problem } from '../src/problems.ts';
import { listProblems } from '../src/problems.ts';

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
 * Lints documents by a rule: one line for each fault, `<file><pointer> <message>`. A file that is not part of the document has a
 * line in place of the pointer. All documents of a test file are linted in one run, when the first result is read.
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
  return useFolder({ ...Object.fromEntries(trees), 'redocly.yaml': configuration }, (folder) =>
    listProblems(folder, ...linted.map((_document, index) => `${index}/openapi.yaml`)),
  );
}

/** Writes files into a temporary folder, anything but text as YAML, and removes it after use. */
export function useFolder<Result>(files: Record<string, unknown>, use: (folder: string) => Result): Result {
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

/** Creates a document from an empty one and content. */
export function createDocument(content: Node, files: Record<string, unknown> = {}): Files {
  return { ...files, 'openapi.yaml': { openapi: '3.1.0', info: { title: 'Title', version: '1' }, paths: {}, ...content } };
}

/** A document of one schema, `#/components/schemas/Thing`. */
export function createSchema(thing: Node, files?: Record<string, unknown>): Files {
  return createDocument({ components: { schemas: { Thing: thing } } }, files);
}

/** A document of one operation, `#/paths/~1things/get`. */
export function createOperation(content: Node, files?: Record<string, unknown>): Files {
  return createDocument({ paths: { '/things': { get: content } } }, files);
}

/** A document of one operation in a file of its own. */
export function createOperationFile(file: string, content: Node, files: Record<string, unknown> = {}): Files {
  return createOperation({ $ref: file }, { ...files, [file]: content });
}

/** A document of one request, whose body has this schema. */
export function createRequest(body: Node, files?: Record<string, unknown>): Files {
  return createOperation({ requestBody: { content: { 'application/json': { schema: body } } } }, files);
}

/** Creates a document with one response, whose body has a schema. */
export function createResponse(body: Node, files?: Record<string, unknown>): Files {
  return createOperation({ responses: { 200: { content: { 'application/json': { schema: body } } } } }, files);
}
