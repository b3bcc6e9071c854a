import { isMap, isNode, isScalar, isSeq } from 'yaml';

/**
 * Finds where a place of a YAML or JSON file begins: at its key, or at the item of a list. For a missing place, it is the nearest
 * existing parent.
 * @param node the content of the file, or a part of it
 * @param path keys and indexes, from the node on
 */
export function findOffset(node: unknown, path: readonly string[]): number {
  let inner = node;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const key of path) {
    if (isMap(inner)) {
      const pair = inner.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (!pair) break;
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      inner = pair.value;
    } else if (isSeq(inner)) {
      inner = inner.items[Number(key)];
      if (!isNode(inner)) break;
      offset = inner.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
