// The texts of the pages themselves. Those of the document are not among them.
import type { Language } from '../languages.ts';
import en from './en.json' with { type: 'json' };
import zhCN from './zh-CN.json' with { type: 'json' };

export type Words = typeof en;

export function getWords(language: Language): Words {
  return { en, 'zh-CN': zhCN }[language];
}

/** Looks up a text by a name that the document has, such as a type or a unit. */
export function findText(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return texts[name];
}

/** Fills in the placeholders of a text, such as `{count}`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder));
}
