// The families of operations: the document's tags.
import { type Document, listOperations, type Operation } from '@dli-openapi/openapi';
import { getOperationFile } from './pages.ts';

export interface Family {
  /** The family's name in addresses and folders, the same in every language. */
  id: string;
  /** The name for readers, in the document's language. */
  name: string;
  description: string;
  operations: Operation[];
}

/** Lists the families in the document's order, each with its operations. */
export function listFamilies(document: Document): Family[] {
  const operations = listOperations(document);
  const tags = (document.tags ?? []) as { name: string; description?: string; 'x-displayName'?: string }[];
  return tags.map(({ name, description = '', 'x-displayName': shown = name }) => ({
    id: formatFamilyId(name),
    name: shown,
    description,
    operations: operations.filter(({ tags }) => tags[0] === name),
  }));
}

export function formatFamilyId(tag: string): string {
  return tag.toLowerCase().replaceAll(' ', '-');
}

export function linkOperations(text: string, operations: readonly Operation[]): string {
  const names = new Set(operations.map(({ operationId }) => operationId));
  return text.replaceAll(/`(\w+)`/g, (code, name: string) => (names.has(name) ? `[${code}](${getOperationFile(name)})` : code));
}

/** Formats a table in Markdown of what stands in the place of deprecated operations, with which the last paragraph of each begins. */
export function formatReplacements(document: Document, heads: readonly string[]): string {
  const operations = listOperations(document);
  const replacements = new Map<string, string[]>();
  for (const { operationId, description, node } of operations) {
    const [, first = '', others = ''] = /[:,，] ?(\S)(.*?(?:\.(?= )|。)).*$/.exec(description.trim()) ?? [];
    const replacement = first.toUpperCase() + others;
    if (node.deprecated) replacements.set(replacement, [...(replacements.get(replacement) ?? []), `\`${operationId}\``]);
  }
  const rows = [heads, heads.map(() => '---'), ...[...replacements].map(([replacement, own]) => [own.join(', '), replacement])];
  return linkOperations(rows.map((cells) => `| ${cells.join(' | ')} |\n`).join(''), operations);
}
