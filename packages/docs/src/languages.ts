// The languages of the site. Each has a folder of its own; English has the site's.

export const languages = ['en', 'zh-CN'] as const;

export type Language = (typeof languages)[number];

/** Gets the folder of a language's pages, seen from the site's folder. */
export function getFolder(language: Language): string {
  return language === 'en' ? '' : `${language}/`;
}
