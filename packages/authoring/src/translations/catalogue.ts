// The translations of one language: files of `translations/<language>/`, each a map from English to translation.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { findChineseFault } from './chinese.ts';
import { listLost } from './lost.ts';
import { mapParagraphs } from './paragraphs.ts';

/** Marks a translation that is the same as its source on purpose. */
const unchanged = '=';

/** Marks a translation that is still to be written, in the line that lint offers. */
export const unwritten = '…';

/** One translation, and where it is written. */
interface Entry {
  source: string;
  text: string;
  file: string;
  line: number;
}

/** A fault of a translation. */
export interface CatalogueFault {
  /** Absolute path. */
  file: string;
  line: number;
  message: string;
}

/** All translations into one language. */
export class Catalogue {
  /** Language tag, such as `zh-CN`. */
  readonly language: string;
  readonly #entries = new Map<string, Entry>();
  readonly #faults: CatalogueFault[] = [];

  /** Reads every file of a folder, such as `spec/translations/zh-CN`. */
  constructor(folder: string, language: string) {
    this.language = language;
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort())
      this.#read(join(folder, name));
  }

  /** Whether the paragraph has an entry, valid or not. */
  has(paragraph: string): boolean {
    return this.#entries.has(paragraph);
  }

  /** Translates a text paragraph by paragraph; a paragraph without a translation stays as it is. */
  translate(text: string): string {
    return mapParagraphs(text, (paragraph) => {
      const { text: translation = '' } = this.#entries.get(paragraph) ?? {};
      return translation === '' || translation === unchanged ? paragraph : translation;
    });
  }

  /** Lists the faults of the entries, given all paragraphs to translate. */
  faults(paragraphs: ReadonlySet<string>): CatalogueFault[] {
    const entryFaults = [...this.#entries.values()].flatMap((entry) => {
      const message = paragraphs.has(entry.source)
        ? findFault(entry, this.language)
        : 'This text is no longer used. Delete the entry, or correct its English.';
      return message === undefined ? [] : [{ file: entry.file, line: entry.line, message }];
    });
    return [...this.#faults, ...entryFaults];
  }

  #read(file: string): void {
    const lines = new LineCounter();
    const { contents } = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
    if (contents !== null && !isMap(contents)) {
      this.#faults.push({ file, line: 1, message: 'The file is not a map from English to translation. Write `English: translation`.' });
      return;
    }
    for (const { key, value } of contents?.items ?? []) {
      const [source, text] = [key, value].map((node) => (isScalar(node) && node.value !== null ? String(node.value).trim() : ''));
      const line = lines.linePos(isScalar(key) ? (key.range?.[0] ?? 0) : 0).line;
      this.#add({ source: source ?? '', text: text ?? '', file, line });
    }
  }

  #add(entry: Entry): void {
    const { file, line, source } = entry;
    const first = this.#entries.get(source);
    if (first) this.#faults.push({ file, line, message: `${basename(first.file)}:${first.line} translates this text too. Delete one of the two.` });
    else this.#entries.set(source, entry);
  }
}

function findFault({ source, text }: Entry, language: string): string | undefined {
  if (text === '' || text === unwritten) return 'The translation is empty. Write it.';
  if (text === source) return `The translation is the English text. Translate it, or write \`${unchanged}\` if it stays as it is.`;
  const lost = text === unchanged ? [] : listLost(source, text);
  if (lost.length > 0) return `The translation lacks ${lost.join(', ')}. Add what the English has.`;
  if (language !== 'zh-CN') return undefined;
  if (text !== unchanged && !/[\p{Script=Han}。]/u.test(text))
    return `The translation is not Chinese. Translate it, or write \`${unchanged}\` if it stays as it is.`;
  return findChineseFault(text === unchanged ? source : text);
}

/** Lists the languages that the document of a folder is translated into. */
export function listLanguages(folder: string): string[] {
  const translations = join(folder, 'translations');
  if (!existsSync(translations)) return [];
  return readdirSync(translations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/**
 * Reads the translations of the document of a folder into a language.
 * @throws {Error} if it is not translated into that language
 */
export function readCatalogue(folder: string, language: string): Catalogue {
  const languages = listLanguages(folder);
  if (languages.includes(language)) return new Catalogue(join(folder, 'translations', language), language);
  throw new Error(`There are no translations into ${language}, only into ${languages.join(', ') || 'no language'}.`);
}
