import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { root, specFolder } from '@dli-openapi/openapi/files';
import type { Document as YamlDocument } from 'yaml';
import { LineCounter, parseDocument } from 'yaml';
import { offsetOf } from './yaml-offset.ts';

/** A line of a hand-written file. */
export interface SourceLocation {
  /** Relative to the workspace's root, such as `spec/parameters/ProjectId.yaml`. */
  file: string;
  line: number;
}

interface SourceFile {
  document: YamlDocument;
  lines: LineCounter;
}

/**
 * Finds the hand-written line that a place of the bundled document comes from. A component is the file of its
 * name, an operation the file that `openapi.yaml` refers to; a place that is in no file is answered with the
 * nearest one above it that is.
 */
export class SourceLocations {
  readonly #folder: string;
  readonly #files = new Map<string, SourceFile>();
  readonly #components = new Map<string, string>();

  constructor(folder = specFolder) {
    this.#folder = folder;
    for (const group of ['schemas', 'parameters', 'responses', 'headers']) {
      for (const name of readdirSync(join(folder, group), { recursive: true, encoding: 'utf8' })) {
        if (name.endsWith('.yaml')) this.#components.set(`${group} ${basename(name, '.yaml')}`, join(folder, group, name));
      }
    }
  }

  /** The line of a place, given as a JSON pointer into the bundled document. */
  locate(place: string): SourceLocation {
    const keys = place
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const [file, rest] = this.#home(keys);
    return { file: relative(root, file), line: this.#line(file, rest) };
  }

  #home(keys: string[]): [file: string, rest: string[]] {
    const main = join(this.#folder, 'openapi.yaml');
    const [top, first = '', second = '', ...rest] = keys;
    const component = top === 'components' ? this.#components.get(`${first} ${second}`) : undefined;
    if (component !== undefined) return [component, rest];
    const operation = top === 'paths' ? this.#file(main).document.getIn(['paths', first, second, '$ref']) : undefined;
    return typeof operation === 'string' ? [join(dirname(main), operation), rest] : [main, keys];
  }

  #file(path: string): SourceFile {
    let file = this.#files.get(path);
    if (!file) {
      const lines = new LineCounter();
      file = { document: parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines }), lines };
      this.#files.set(path, file);
    }
    return file;
  }

  #line(path: string, keys: string[]): number {
    const { document, lines } = this.#file(path);
    return lines.linePos(offsetOf(document.contents, keys)).line;
  }
}
