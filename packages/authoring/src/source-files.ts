import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isNode, joinPointer, parsePointer, readPointer } from '@dli-openapi/openapi';
import type { Document as YamlDocument } from 'yaml';
import { LineCounter, parseDocument } from 'yaml';
import { findOffset } from './yaml-offset.ts';

/** A place in a hand-written file. */
export interface Place {
  /** Absolute path. */
  file: string;
  keys: readonly string[];
}

/** A place, and its value. */
export interface Found extends Place {
  value: unknown;
}

/** A line of a file. */
export interface Position {
  file: string;
  line: number;
  col: number;
}

interface SourceFile {
  document: YamlDocument;
  lines: LineCounter;
  content: unknown;
}

/** Hand-written YAML files, each read once. A file that does not exist reads as empty. */
export class SourceFiles {
  readonly #files = new Map<string, SourceFile>();

  /** Finds the value at a place. References on the way are followed, a reference at the place itself is not. */
  find({ file, keys }: Place, trail: readonly string[] = []): Found {
    return keys.reduce<Found>((parent, key) => readChild(this.follow(parent, trail), key), {
      file,
      keys: [],
      value: this.#open(file).content,
    });
  }

  /** Follows references to the end; any other value is returned as it is. A circle of references leads nowhere. */
  follow(found: Found, trail: readonly string[] = []): Found {
    const reference = isNode(found.value) ? found.value.$ref : undefined;
    if (typeof reference !== 'string') return found;
    const [path = '', pointer = ''] = reference.split('#');
    const file = path === '' ? found.file : join(dirname(found.file), path);
    const address = `${file}#${pointer}`;
    if (trail.includes(address)) return { ...found, value: undefined };
    return this.follow(this.find({ file, keys: parsePointer(pointer) }, [...trail, address]), [...trail, address]);
  }

  /** Finds the line of a place, or of its nearest existing parent. */
  position(place: Place): Position {
    const { file, keys } = this.find(place);
    const { document, lines } = this.#open(file);
    return { file, ...lines.linePos(findOffset(document.contents, keys)) };
  }

  #open(path: string): SourceFile {
    let file = this.#files.get(path);
    if (!file) {
      const lines = new LineCounter();
      const document = parseDocument(existsSync(path) ? readFileSync(path, 'utf8') : '', { lineCounter: lines });
      file = { document, lines, content: document.toJS() };
      this.#files.set(path, file);
    }
    return file;
  }
}

/** Lists the entries of a map or a list. */
export function listChildren({ file, keys, value }: Found): Found[] {
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return children.map(([key, child]) => ({ file, keys: [...keys, key], value: child }));
}

function readChild({ file, keys, value }: Found, key: string): Found {
  return { file, keys: [...keys, key], value: readPointer(value, joinPointer('', key)) };
}
