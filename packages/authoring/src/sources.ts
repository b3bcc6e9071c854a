import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, specFolder } from '@dli-openapi/openapi/files';
import type { Document } from 'yaml';
import { LineCounter, parseDocument } from 'yaml';

interface Source {
  document: Document.Parsed;
  lines: LineCounter;
}

const parsed = new Map<string, Source>();

/** Parses the text of a YAML file, once for all checks. */
export function parseSource(text: string): Source {
  const known = parsed.get(text);
  if (known) return known;
  const lines = new LineCounter();
  const source = { document: parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines };
  parsed.set(text, source);
  return source;
}

/** Lists the hand-written YAML files of the document, as absolute paths. */
function listSourceFiles(): string[] {
  return readdirSync(specFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !/^(dist|node_modules)\b/.test(name))
    .map((name) => join(specFolder, name))
    .sort();
}

/**
 * Lists the first fault of each source file that is not YAML, one line each.
 * This comes before anything else reads the document, because one bad file makes every file that refers to it look bad too.
 */
export function listSyntaxFaults(): string[] {
  return listSourceFiles().flatMap((file) => {
    const { document, lines } = parseSource(readFileSync(file, 'utf8'));
    const [fault] = document.errors;
    if (!fault) return [];
    const { line, col } = lines.linePos(fault.pos[0]);
    return [`${relative(root, file)}:${line}:${col} is not valid YAML: ${fault.message}. Correct that line and run the command again.`];
  });
}
