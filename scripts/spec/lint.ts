// Lints the document: Redocly's strict rules and our own (rules/), no warning allowed.
import { redocly } from './redocly.ts';

process.exitCode = redocly('lint', 'openapi.yaml', '--max-problems', '1000');
if (process.exitCode === 0) console.log('spec: no errors, no warnings');
