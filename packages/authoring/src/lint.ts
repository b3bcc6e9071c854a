// Lints the document. Each check needs what the one before it makes sure of, so the first that finds something ends the run:
// the files are YAML, nothing is left to do, they are in shape (../schemas), deviations name their sources, the
// documented facts are bare (documented/faults.ts), the document keeps Redocly's strict rules and our own (rules/), and the workflows
// keep Redocly's. A warning is a fault too.
import { join } from 'node:path';
import { specFolder } from '@dli-openapi/openapi/files';
import { DeviationsError, readDeviations } from './deviations.ts';
import { listDocumentedFaults } from './documented/faults.ts';
import { problemsOf } from './problems.ts';
import { shapeFaults } from './shapes.ts';
import { syntaxFaults } from './sources.ts';
import { toDos } from './to-dos.ts';

const checks = [syntaxFaults, toDos, shapeFaults, deviationFaults, listDocumentedFaults, ruleFaults];
const lines = checks.reduce<string[]>((found, check) => (found.length > 0 ? found : check()), []);
for (const line of lines) console.error(line);
if (lines.length === 0) console.log('spec: no errors, no warnings');
else process.exitCode = 1;

function deviationFaults(): string[] {
  try {
    readDeviations();
    return [];
  } catch (error) {
    if (error instanceof DeviationsError) return [error.message];
    throw error;
  }
}

function ruleFaults(): string[] {
  try {
    const faults = [listRuleFaults('', 'openapi.yaml'), listRuleFaults('workflows/', 'workflows.arazzo.yaml')].flat();
    // Some of Redocly's rules report a shared file once for each operation that uses it.
    return [...new Set(faults)];
  } catch (error) {
    return [(error as Error).message];
  }
}

function listRuleFaults(folder: string, document: string): string[] {
  return problemsOf(join(specFolder, folder), document).map(
    ({ file, line, column, rule, message }) => `spec/${folder}${file}:${line}:${column} ${rule}: ${message.replaceAll('\n', ' ')}`,
  );
}
