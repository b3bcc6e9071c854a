import type { Change, ChangeKind } from './change.ts';
import { changeKinds } from './change.ts';

const titles: Record<ChangeKind, string> = { breaking: 'Breaking', additive: 'Added', editorial: 'Wording' };
const directions = { request: 'requests', response: 'answers' };
const named = 3;

/** Changes as Markdown: a list for each kind, the gravest first. */
export function markdownOf(changes: readonly Change[]): string {
  const lists = changeKinds.flatMap((kind) => {
    const lines = changes.filter((change) => change.kind === kind).map(lineOf);
    return lines.length === 0 ? [] : [`**${titles[kind]}**\n\n${lines.join('\n')}`];
  });
  return lists.join('\n\n');
}

function lineOf(change: Change): string {
  const ways = change.directions.map((direction) => directions[direction]);
  const where = [ways.length > 0 ? `in ${ways.join(' and ')}` : '', operationsOf(change)].filter((part) => part !== '').join(' of ');
  return `- \`${change.place}\` ${escaped(change.what)}${where === '' ? '' : `, ${where}`}`;
}

/** The operations, where the place does not begin with the only one. */
function operationsOf({ operations, place }: Change): string {
  const [only = ''] = operations;
  if (operations.length === 0 || place.split(' ')[0] === only) return '';
  const left = operations.length - named;
  return [...operations.slice(0, named), ...(left > 0 ? [`${left} more`] : [])].join(', ').replace(/, (?=[^,]*$)/, ' and ');
}

/** A value may hold what Markdown takes for marks. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]]/g, '\\$&');
}
