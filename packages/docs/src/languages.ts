// The languages of the site. Each has a folder of its own; English has the site's.

export const languages = ['en', 'zh-CN'] as const;

/** A language tag, as in `<html lang>`. */
export type Language = (typeof languages)[number];

/** Where a language's pages are, seen from the site's folder. */
export function folderOf(language: Language): string {
  return language === 'en' ? '' : `${language}/`;
}

/** Where the files that all languages share are, seen from a language's pages. */
export function sharedFrom(language: Language): string {
  return language === 'en' ? '' : '../';
}
