// Lints the document. Each check relies on the one before, so the first that finds faults ends the run: the files are YAML, have no
// TODO, match their schemas (../schemas), deviations name their sources, the documented facts are bare (documented/faults.ts), the
// document satisfies Redocly's strict rules and our own (rules/), and the workflows Redocly's. A warning is a fault too.
import { join } from 'node:path';
import { specFolder } from '@dli-openapi/openapi/files';
import { DeviationsError, readDeviations } from './deviations.ts';
import { listDocumentedFaults } from './documented/faults.ts';
import { listProblems } from './problems.ts';
import { listWorkspaceShapeFaults } from './shapes.ts';
import { listSyntaxFaults } from './sources.ts';
import { listToDos } from './to-dos.ts';

const checks = [listSyntaxFaults, listToDos, listWorkspaceShapeFaults, listDeviationFaults, listDocumentedFaults, listRuleFaults];
const lines = checks.reduce<string[]>((found, check) => (found.length > 0 ? found : check()), []);
for (const line of lines) console.error(line);
if (lines.length === 0) console.log('spec: no errors, no warnings');
else process.exitCode = 1;

function listDeviationFaults(): string[] {
  try {
    readDeviations();
    return [];
  } catch (error) {
    if (error instanceof DeviationsError) return [error.message];
    throw error;
  }
}

function listRuleFaults(): string[] {
  try {
    const faults = [listFileFaults('', 'openapi.yaml'), listFileFaults('workflows/', 'workflows.arazzo.yaml')].flat();
    // Some of Redocly's rules report a shared file once for each operation that uses it.
    return [...new Set(faults)];
  } catch (error) {
    return [(error as Error).message];
  }
}

function listFileFaults(folder: string, document: string): string[] {
  return listProblems(join(specFolder, folder), document).map(
    ({ file, line, column, rule, message }) => `spec/${folder}${file}:${line}:${column} ${rule}: ${message.replaceAll('\n', ' ')}`,
  );
}
