import type { Language } from '../languages.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** What the pages say themselves, in one language. */
export type Words = typeof en;

const words: Record<Language, Words> = { en, 'zh-CN': zhCN };

export function wordsIn(language: Language): Words {
  return words[language];
}
