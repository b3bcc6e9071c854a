// How Scalar is told to render: quiet, offline, in the document's own order.

import type { Language } from '../languages.ts';
import { wordsIn } from '../words/index.ts';

/** Options of Scalar 1.72 that are plain data. The one that is a function is in `browser/reference.js`. */
export const scalarConfiguration = (language: Language) => ({
  localization: {
    locale: language,
    // Who speaks to a browser names a button by its text, which Scalar's own name for this one leaves out.
    translations: { navigation: { showAllEndpoints: wordsIn(language).reference.showMore } },
  },
  slug: 'dli',
  telemetry: false,
  withDefaultFonts: false,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
  // The site has a search of its own, which also knows values, error codes and the other pages.
  hideSearch: true,
  hideClientButton: true,
  hideTestRequestButton: true,
  orderSchemaPropertiesBy: 'preserve',
  showOperationId: true,
  // Every page of the site wears what the system asks for.
  hideDarkModeToggle: true,
  // The samples of the document are tried by the tests; those that Scalar makes up are not.
  hiddenClients: true,
  modelsSectionLabel: wordsIn(language).reference.schemas,
  // The header links to the document as it was written; Scalar would offer its own rewriting of it.
  documentDownloadType: 'none',
});
