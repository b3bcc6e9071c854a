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

/** Formats the id of the family of a tag. */
export function formatFamilyId(tag: string): string {
  return tag.toLowerCase().replaceAll(' ', '-');
}

/** Makes links of the names of operations in a text of the document. */
export function linkOperations(text: string, operations: readonly Operation[]): string {
  const names = new Set(operations.map(({ operationId }) => operationId));
  return text.replaceAll(/`(\w+)`/g, (code, name: string) => (names.has(name) ? `[${code}](${getOperationFile(name)})` : code));
}

/** Formats a table in Markdown of what stands in the place of deprecated operations: of each, the last paragraph begins with that. */
export function formatReplacements(document: Document, heads: readonly string[]): string {
  const operations = listOperations(document);
  const replacements = new Map<string, string[]>();
  for (const { operationId, description, node } of operations) {
    const [reason = ''] = /[^\n]*$/.exec(description.trim())?.[0].split(/(?<=\. |。)/) ?? [];
    if (node.deprecated) replacements.set(reason, [...(replacements.get(reason) ?? []), `\`${operationId}\``]);
  }
  const rows = [heads, heads.map(() => '---'), ...[...replacements].map(([reason, own]) => [own.join(', '), reason.trim()])];
  return linkOperations(rows.map((cells) => `| ${cells.join(' | ')} |\n`).join(''), operations);
}
