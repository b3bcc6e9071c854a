import type { Change, ChangeKind } from './change.ts';
import { changeKinds } from './change.ts';

const titles: Record<ChangeKind, string> = { breaking: 'Breaking', additive: 'Added', editorial: 'Wording' };
const directions = { request: 'requests', response: 'responses' };
const mostNamed = 3;

/** Formats changes as Markdown: a list for each kind, the gravest first. */
export function formatMarkdown(changes: readonly Change[]): string {
  const lists = changeKinds.flatMap((kind) => {
    const lines = changes.filter((change) => change.kind === kind).map(formatLine);
    return lines.length === 0 ? [] : [`**${titles[kind]}**\n\n${lines.join('\n')}`];
  });
  return lists.join('\n\n');
}

function formatLine(change: Change): string {
  const ways = change.directions.map((direction) => directions[direction]);
  const where = [ways.length > 0 ? `in ${ways.join(' and ')}` : '', formatOperations(change)].filter((part) => part !== '').join(' of ');
  return `- \`${change.place}\` ${escapeMarkdown(change.what)}${where === '' ? '' : `, ${where}`}`;
}

/** Formats the operations, unless the place begins with the only one. */
function formatOperations({ operations, place }: Change): string {
  const [only = ''] = operations;
  if (operations.length === 0 || place.split(' ')[0] === only) return '';
  const left = operations.length - mostNamed;
  return [...operations.slice(0, mostNamed), ...(left > 0 ? [`${left} more`] : [])].join(', ').replace(/, (?=[^,]*$)/, ' and ');
}

/** Escapes what Markdown would read as markup. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_<>[\]]/g, '\\$&');
}
