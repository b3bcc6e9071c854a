import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { joinPointer, parsePointer } from '@dli-openapi/openapi';
import type { Found } from '../source-files.ts';
import { listChildren, SourceFiles } from '../source-files.ts';
import type { Rule } from './redocly.ts';
import { createLineLocation } from './redocly.ts';

const parts = /^(?:(?:examples|operations|schemas)\b.*|common)\.ya?ml$/;

/** Every file of the document, or each of its entries, is referred to. */
export const noOrphans: Rule = () => {
  const reached = new Set<string>();
  const markReached = (file: string, pointer: string): void => {
    const keys = parsePointer(pointer).filter((key) => key !== '');
    // A reference to a part of an entry reaches the entry.
    if (keys.length === 0) reached.add(file);
    for (const length of keys.keys()) reached.add(joinPointer(`${file}#`, ...keys.slice(0, length + 1)));
  };
  return {
    ref: {
      enter: (node, { location, resolve }) => {
        const from = location.source.absoluteRef;
        const [path = '', pointer = ''] = String(node.$ref).split('#');
        markReached(path === '' ? from : join(dirname(from), path), pointer);
        const target = resolve(node).location;
        if (target) markReached(target.source.absoluteRef, target.pointer);
      },
    },
    Root: {
      leave: (_root, { location, report }) => {
        const folder = dirname(location.source.absoluteRef);
        const files = new SourceFiles();
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
          const file = join(folder, name);
          if (!parts.test(name) || reached.has(file)) continue;
          for (const entry of listReferable(name, files.find({ file, keys: [] }))) {
            if (reached.has(joinPointer(`${file}#`, ...entry.keys))) continue;
            const what = [name, ...entry.keys].join(' ');
            const message = `No reference leads to ${what}. Refer to it, or delete it.`;
            report({ message, location: createLineLocation(file, files.position(entry).line) });
          }
        }
      },
    },
  };
};

/** Lists what has to be referred to: the whole file, or the entries of a map. */
function listReferable(name: string, file: Found): Found[] {
  if (/^operations\b/.test(name)) return [file];
  if (/^schemas\b|^examples.errors\./.test(name)) return listChildren(file);
  // `operation` and `response` are added without a reference.
  return listChildren(file).flatMap((group) => (/^operation$|^response$/.test(group.keys.join()) ? [] : listChildren(group)));
}
