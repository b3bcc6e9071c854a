// The pages of the site beside those of the operations, in the order in which they are listed.

/** Pages of prose that are written in Markdown: `guides/<language>/<name>.md`. */
export const guideNames = [
  'quick-start',
  'authentication',
  'calls',
  'queues',
  'data-sources',
  'packages',
  'permissions-and-tags',
  'testing',
  'nightly-etl',
  'query-to-csv',
  'spark-job',
  'web-endpoint',
  'contract-test',
  'proxies',
  'modules',
  'flink-job-states',
  'sql-job-states',
  'spark-job-states',
  'glossary',
] as const;

export type GuideName = (typeof guideNames)[number];

export const pageFiles = [
  'index.html',
  ...guideNames.slice(0, -1).map((name) => `${name}.html` as const),
  'workflows.html',
  'error-codes.html',
  'deviations.html',
  'glossary.html',
  'changes.html',
] as const;

export type PageFile = (typeof pageFiles)[number] | '404.html';

export function isGuide(file: PageFile): file is `${GuideName}.html` {
  return guideNames.some((name) => file === `${name}.html`);
}

/** The document to download, in each language's folder. */
export const documentFiles = ['openapi.yaml', 'openapi.json', 'openapi-3.0.yaml', 'openapi-3.0.json', 'workflows.arazzo.yaml'] as const;

/** What programs read, in each language's folder. */
export const machineFiles = [...documentFiles, 'error-codes.json', 'llms.txt'] as const;

/** Pages in the header of every page. */
export const headerFiles: readonly PageFile[] = ['index.html', 'quick-start.html', 'error-codes.html', 'deviations.html'];

/** Formats the address of an operation's page, or of a place in it, within a language's folder. */
export function getOperationFile(operationId: string, place = ''): string {
  return `operations/${operationId}.html${place === '' ? '' : `#${encodeURI(place)}`}`;
}

/** Formats the address of a page's Markdown. */
export function getMarkdownFile(file: string): string {
  return file.replace(/\.html$/, '.md');
}
