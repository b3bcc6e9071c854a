// What files that are there already gain by a new operation. Their comments and format stay.
import type { Document, YAMLMap, YAMLSeq } from 'yaml';
import { parseDocument, stringify, YAMLMap as YamlMap } from 'yaml';
import { type Asked, methods } from './asked.ts';

/** The table of contents with an entry for the operation and, if it has none yet, a tag for its family. */
export function withEntry(text: string, { operationId, method, path, family, tag }: Asked): string {
  const document = parseDocument(text);
  addTag(document, tag);
  const paths = document.get('paths') as YAMLMap;
  const entry = document.createPair(method, { $ref: `operations/${family}/${operationId}.yaml` });
  const item = paths.get(path);
  if (item instanceof YamlMap) {
    const ranks: readonly string[] = methods;
    const rank = (key: unknown) => ranks.indexOf(String(key));
    const place = item.items.findIndex(({ key }) => rank(key) > rank(method));
    item.items.splice(place === -1 ? item.items.length : place, 0, entry);
  } else {
    const ofFamily = paths.items.map(({ value }) => JSON.stringify(value).includes(`operations/${family}/`));
    const last = ofFamily.lastIndexOf(true);
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
  // Readers see them in this order, what matters most first: where it belongs is for the author to say.
  tags.add(document.createNode({ name: tag, 'x-displayName': tag, description: 'TODO: what it is about, as a sentence.' }) as YAMLMap);
}

/** A file of translations with a heading for the operation, below which its texts go. */
export function withHeading(text: string | undefined, { operationId, tag }: Asked): string {
  return `${text ?? `# Texts of ${tag}.\n\n${stringify({ [tag]: 'TODO: the name of the family' })}`}\n# ${operationId}\n`;
}
