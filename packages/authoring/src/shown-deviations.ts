// Prepares deviations for readers, in their language.
import { specFolder } from '@dli-openapi/openapi/files';
import type { Deviation, Difference, EvidenceSource, ShownDeviation, ShownDifference } from './deviation.ts';
import { readDeviations, readEvidenceSources } from './deviations.ts';
import { readCatalogue } from './translations/catalogue.ts';

/** Translates texts into the reader's language. */
export interface Translator {
  /** Whether a value is a text, and has a translation. */
  has(value: string): boolean;
  translate(text: string): string;
}

const english: Translator = { has: () => false, translate: (text) => text };

/**
 * Reads the deviations in a language, such as `en` or `zh-CN`. Fields and operations keep their names.
 * @throws {DeviationsError} when one of them has a fault
 * @throws {Error} when the document is not translated into that language
 */
export function readShownDeviations(language: string, folder = specFolder): ShownDeviation[] {
  const translator = createTranslator(language, folder);
  return readDeviations(folder).map(({ file: _file, line: _line, ...entry }) => showDeviation(entry, translator));
}

/** Reads the sources of evidence, in a language. */
export function readShownSources(language: string, folder = specFolder): Record<string, EvidenceSource> {
  return showSources(readEvidenceSources(folder), createTranslator(language, folder));
}

/** Translates the texts of a deviation. */
export function showDeviation(entry: Deviation, translator: Translator = english): ShownDeviation {
  return {
    ...entry,
    title: translator.translate(formatTitle(entry.id)),
    differences: entry.differences.map((difference) => showDifference(difference, translator)),
    reason: translator.translate(entry.reason),
  };
}

/** Translates the texts of the sources. */
export function showSources(sources: Record<string, EvidenceSource>, translator: Translator): Record<string, EvidenceSource> {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, { ...source, title: translator.translate(source.title) }]),
  );
}

/** Creates what translates texts of a folder into a language. */
export function createTranslator(language: string, folder: string): Translator {
  return language === 'en' ? english : readCatalogue(folder, language);
}

function showDifference(difference: Difference, translator: Translator): ShownDifference {
  const name = difference.rule.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return {
    ...difference,
    ...showSide(difference, 'page', translator),
    ...showSide(difference, 'document', translator),
    name: translator.translate(name),
  };
}

/**
 * Translates a side that is a text, such as `present` and `every status`. A value of the API stays, even if it equals a text.
 */
function showSide(difference: Difference, side: 'page' | 'document', translator: Translator): Partial<Difference> {
  const value = difference[side];
  const mayBeText = typeof value === 'string' && (difference.rule === 'presence' || value.includes(' '));
  return mayBeText && translator.has(value) ? { [side]: translator.translate(value) } : {};
}

/** Formats the title of an entry from its id. */
function formatTitle(id: string): string {
  const words = id
    .replaceAll('-', ' ')
    .replace(
      /\b(api|cpu|cu|http|id|jar|json|obs|sdk|smn|sql|udf|url)(s?)\b/g,
      (_word, name: string, plural: string) => name.toUpperCase() + plural,
    );
  return words.charAt(0).toUpperCase() + words.slice(1);
}
