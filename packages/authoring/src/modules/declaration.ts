import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Creates the declarations of a module of this package that imports nothing, so that published data and its types cannot differ. */
export function createDeclaration(file: string): string {
  const source = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, { reportDiagnostics: true, fileName: file });
  const [fault] = diagnostics;
  if (fault) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ')}`);
  return outputText;
}
