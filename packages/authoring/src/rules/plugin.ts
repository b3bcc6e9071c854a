// Our own lint rules, as a Redocly plugin. Each rule is a file of its own. The preprocessor completes the operations, before they
// are linted or bundled; the decorator translates a bundle.
import { translate } from '../translations/translate.ts';
import { closedRequests } from './closed-requests.ts';
import { complete } from './complete.ts';
import { descriptionStyle } from './description-style.ts';
import { documentedPage } from './documented-page.ts';
import { documentedStatuses } from './documented-statuses.ts';
import { enumDescribed } from './enum-described.ts';
import { flatInput } from './flat-input.ts';
import { generators } from './generators.ts';
import { headerDescribed } from './header-described.ts';
import { int64 } from './int64.ts';
import { knownExtensions } from './known-extensions.ts';
import { mediaTypeExamples } from './media-type-examples.ts';
import { noOrphans } from './no-orphans.ts';
import { onlyWhen } from './only-when.ts';
import { openResponses } from './open-responses.ts';
import { operationId } from './operation-id.ts';
import { owner } from './owner.ts';
import { paging } from './paging.ts';
import { patternStyle } from './pattern-style.ts';
import type { Rule } from './redocly.ts';
import { schemaDescribed } from './schema-described.ts';
import { schemaExamples } from './schema-examples.ts';
import { summaryStyle } from './summary-style.ts';
import { translated } from './translated.ts';
import { unitStated } from './unit-stated.ts';

const rules: Record<string, Rule> = {
  'closed-requests': closedRequests,
  'description-style': descriptionStyle,
  'documented-page': documentedPage,
  'documented-statuses': documentedStatuses,
  'enum-described': enumDescribed,
  'flat-input': flatInput,
  generators,
  'header-described': headerDescribed,
  int64,
  'known-extensions': knownExtensions,
  'media-type-examples': mediaTypeExamples,
  'no-orphans': noOrphans,
  'only-when': onlyWhen,
  'open-responses': openResponses,
  'operation-id': operationId,
  owner,
  paging,
  'pattern-style': patternStyle,
  'schema-described': schemaDescribed,
  'schema-examples': schemaExamples,
  'summary-style': summaryStyle,
  translated,
  'unit-stated': unitStated,
};

/** Creates the plugin. Its configuration `dli/all` completes the operations and makes every rule an error, so that none is forgotten. */
export default function plugin() {
  const errors = Object.keys(rules).map((name) => [`dli/${name}`, 'error']);
  return {
    id: 'dli',
    rules: { oas3: rules },
    preprocessors: { oas3: { complete } },
    decorators: { oas3: { translate } },
    configs: { all: { preprocessors: { 'dli/complete': 'on' }, rules: Object.fromEntries(errors) } },
  };
}
