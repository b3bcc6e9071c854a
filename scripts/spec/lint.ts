// Lints the document: Redocly's strict rules and our own (rules/). A warning is a fault too.
import { specFolder } from '../paths.ts';
import { problemsOf } from './problems.ts';
import { syntaxFaults } from './sources.ts';

const faults = syntaxFaults();
const lines = faults.length > 0 ? faults : lint();
for (const line of lines) console.error(line);
if (lines.length === 0) console.log('spec: no errors, no warnings');
else process.exitCode = 1;

function lint(): string[] {
  try {
    const lines = problemsOf(specFolder, 'openapi.yaml').map(
      ({ file, line, column, rule, message }) => `spec/${file}:${line}:${column} ${message.replaceAll('\n', ' ')} (${rule})`,
    );
    // Some of Redocly's rules report a shared file once for each operation that uses it.
    return [...new Set(lines)];
  } catch (error) {
    return [(error as Error).message];
  }
}
