import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isNode, parsePointer } from '@dli-openapi/openapi';
import { root, specFolder } from '@dli-openapi/openapi/files';
import type { Addition } from './completion.ts';
import { completeOperation } from './completion.ts';
import type { Place, Position } from './source-files.ts';
import { listChildren, SourceFiles } from './source-files.ts';

/** A line of a hand-written file. */
export interface SourceLocation {
  /** Relative to the workspace's root, such as `spec/common.yaml`. */
  file: string;
  line: number;
}

/** Finds the hand-written lines of a document, including those of parts that are added to its operations. */
export class SourceLocations {
  readonly #main: string;
  readonly #files = new SourceFiles();
  /** By the file of an operation. */
  readonly #additions = new Map<string, Addition[]>();
  /** By group and name, such as `schemas FlinkJob`. */
  readonly #components = new Map<string, Place>();

  /** @param folder the folder of the document */
  constructor(folder = specFolder) {
    this.#main = join(folder, 'openapi.yaml');
    this.#completeOperations(folder);
    this.#findComponents(folder);
  }

  /** Finds the line of a JSON pointer into the bundled document. A place that is in no file has the line of its nearest parent. */
  locate(pointer: string): SourceLocation {
    const keys = parsePointer(pointer);
    const [top, group, name, ...rest] = keys;
    const component = top === 'components' ? this.#components.get(`${group} ${name}`) : undefined;
    const place = component ? { file: component.file, keys: [...component.keys, ...rest] } : { file: this.#main, keys };
    const { file, line } = this.#files.position(this.writtenAt(this.#files.find(place)));
    return { file: relative(root, file), line };
  }

  /** Finds where a place of a completed file is written. */
  writtenAt(place: Place): Place {
    const added = this.#additions.get(place.file)?.find(({ at }) => at.every((key, index) => key === place.keys[index]));
    return added ? { file: added.from.file, keys: [...added.from.keys, ...place.keys.slice(added.at.length)] } : place;
  }

  position(place: Place): Position {
    return this.#files.position(place);
  }

  #completeOperations(folder: string): void {
    for (const item of listChildren(this.#files.find({ file: this.#main, keys: ['paths'] }))) {
      for (const child of listChildren(item)) {
        const { file, keys, value } = this.#files.follow(child);
        if (!isNode(value)) continue;
        const additions = completeOperation({ node: value, file, path: item.keys.at(-1) ?? '' }, folder, this.#files);
        const known = this.#additions.get(file) ?? [];
        this.#additions.set(file, [...known, ...additions.map(({ at, from }) => ({ at: [...keys, ...at], from }))]);
      }
    }
  }

  #findComponents(folder: string): void {
    const common = join(folder, 'common.yaml');
    for (const group of ['parameters', 'headers', 'responses']) {
      for (const { file, keys } of listChildren(this.#files.find({ file: common, keys: [group] })))
        this.#components.set(keys.join(' '), { file, keys });
    }
    for (const name of globSync('schemas/**/*.yaml', { cwd: folder })) {
      for (const { file, keys } of listChildren(this.#files.find({ file: join(folder, name), keys: [] })))
        this.#components.set(['schemas', ...keys].join(' '), { file, keys });
    }
  }
}
