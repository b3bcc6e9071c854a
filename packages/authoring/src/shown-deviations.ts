// The list of deviations as readers see it, in their language.
import { join } from 'node:path';
import { specFolder } from '@dli-openapi/openapi/files';
import type { DeviationInWords } from './deviation.ts';
import { type Deviation, readDeviations } from './deviations.ts';
import { catalogueOf } from './translations/catalogue.ts';

/** A deviation with everything of it in words. */
export interface ShownDeviation extends DeviationInWords {
  line: number;
}

/** Puts texts into the reader's language. */
export interface Translator {
  /** Whether a value is in words, and has a translation. */
  has(value: string): boolean;
  translate(text: string): string;
}

const english: Translator = { has: () => false, translate: (text) => text };

/**
 * The deviations in a language, such as `en` or `zh-CN`. Fields and operations keep their names.
 * @throws {DeviationsError} when the list has a fault
 * @throws {Error} when the document is not translated into that language
 */
export function shownDeviations(language: string, folder = specFolder): ShownDeviation[] {
  const translator = language === 'en' ? english : catalogueOf(folder, language);
  return readDeviations(join(folder, 'deviations.yaml')).map((entry) => shownDeviation(entry, translator));
}

/** One deviation, with its texts put through a translator. */
export function shownDeviation(entry: Deviation, translator: Translator = english): ShownDeviation {
  const section = entry.section ?? 'More';
  return {
    ...entry,
    ...sideOf(entry, 'page', translator),
    ...sideOf(entry, 'document', translator),
    title: translator.translate(titleOf(entry.id)),
    difference: translator.translate(entry.rule.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)),
    topic: section.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    section: translator.translate(section),
    reason: translator.translate(entry.reason),
    evidence: entry.evidence.map((witness) => translator.translate(witness)),
  };
}

/**
 * What a side says, translated where that is words, such as `present` and `every status`. A value of the API may be the
 * same as a word that stands elsewhere, and stays.
 */
function sideOf(entry: Deviation, side: 'page' | 'document', translator: Translator): Partial<Deviation> {
  const said = entry[side];
  const mayBeWords = typeof said === 'string' && (entry.rule === 'presence' || said.includes(' '));
  return mayBeWords && translator.has(said) ? { [side]: translator.translate(said) } : {};
}

/** What an entry is called: its id, in words. */
function titleOf(id: string): string {
  const words = id.replaceAll('-', ' ').replace(/\b(api|cpu|cu|http|id|jar|json|obs|sdk|smn|sql|udf|url)\b/g, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
