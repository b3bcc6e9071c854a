import { names } from './names.ts';
import type { Rule, Visit } from './redocly.ts';

const longest = 60;

/** Summaries of operations and examples are in sentence case, at most 60 characters long and without a final full stop. */
export const summaryStyle: Rule = () => {
  const check: Visit = ({ summary }, { location, report }) => {
    if (typeof summary !== 'string') return;
    for (const message of listFaults(summary)) report({ message, location: location.child(['summary']) });
  };
  return { Operation: { enter: check }, Example: { enter: check } };
};

function listFaults(summary: string): string[] {
  const faults: string[] = [];
  if (summary.length > longest) faults.push(`The summary has ${summary.length} characters. Keep it within ${longest}.`);
  if (summary.endsWith('.')) faults.push('The summary ends with a full stop. Remove it.');
  const [first = '', ...rest] = listWords(summary);
  if (!/^[\p{Lu}\d]/u.test(first)) faults.push('The summary does not begin with a capital letter. Write it in sentence case.');
  const capitals = [first.slice(1) === first.slice(1).toLowerCase() ? '' : first, ...rest].filter(
    (word) => /\p{Lu}/u.test(word) && !names.has(word),
  );
  for (const word of capitals) {
    faults.push(`\`${word}\` has a capital letter within the summary. Write it small, or add the name to rules/names.ts.`);
  }
  return faults;
}

function listWords(summary: string): string[] {
  return summary
    .replaceAll(/`[^`]*`/g, '0')
    .replaceAll(/['’]s\b/g, '')
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== '');
}
