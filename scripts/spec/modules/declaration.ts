import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../paths.ts';

/** The declarations of a module of `scripts/` that stands alone: the package has the very types that its data is made by. */
export function declarationOf(file: string): string {
  const source = readFileSync(join(root, 'scripts', file), 'utf8');
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, { reportDiagnostics: true, fileName: file });
  const [fault] = diagnostics;
  if (fault) throw new Error(`scripts/${file}: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ')}`);
  return outputText;
}
