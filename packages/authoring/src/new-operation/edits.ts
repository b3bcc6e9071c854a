// Edits existing files for a new operation, keeping their comments and format.
import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { parseDocument, stringify, YAMLMap as YamlMap } from 'yaml';
import { methods, type OperationInput } from './input.ts';

/** Adds the operation to the table of contents and, if it is missing, the tag of its family. */
export function addEntry(text: string, { operationId, method, path, family, tag }: OperationInput): string {
  const document = parseDocument(text);
  addTag(document, tag);
  const paths = document.get('paths') as YAMLMap;
  const entry = document.createPair(method, { $ref: `operations/${family}/${operationId}.yaml` });
  const item = paths.get(path);
  if (item instanceof YamlMap) {
    const ranks: readonly string[] = methods;
    const getRank = (key: unknown) => ranks.indexOf(String(key));
    const place = item.items.findIndex(({ key }) => getRank(key) > getRank(method));
    item.items.splice(place === -1 ? item.items.length : place, 0, entry);
  } else {
    const isOfFamily = paths.items.map(({ value }) => JSON.stringify(value).includes(`operations/${family}/`));
    const last = isOfFamily.lastIndexOf(true);
    const pair = document.createPair(path, {});
    (pair.value as YAMLMap).items.push(entry);
    paths.items.splice(last === -1 ? paths.items.length : last + 1, 0, pair as (typeof paths.items)[number]);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function addTag(document: Document, tag: string): void {
  const tags = document.get('tags') as YAMLSeq<YAMLMap>;
  const names = tags.items.map((item) => String(item.get('name')));
  if (names.includes(tag)) return;
  // Readers see the tags in this order, which the author has to decide.
  tags.add(document.createNode({ name: tag, 'x-displayName': tag, description: 'TODO: what it is about, as a sentence.' }) as YAMLMap);
}

/** Adds a heading for the operation's texts to a file of translations. */
export function addHeading(text: string | undefined, { operationId, tag }: OperationInput): string {
  return `${text ?? `# Texts of ${tag}.\n\n${stringify({ [tag]: 'TODO: the name of the family' })}`}\n# ${operationId}\n`;
}
