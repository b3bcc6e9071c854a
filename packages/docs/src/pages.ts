// The pages of the site, in the order in which they are listed.

export const referenceFile = 'index.html';

/** Pages of prose that are written in Markdown: `guides/<language>/<name>.md`. */
export const guideNames = [
  'quick-start',
  'authentication',
  'calls',
  'queues',
  'data-sources',
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
] as const;

export type GuideName = (typeof guideNames)[number];
export type PageFile = typeof referenceFile | `${GuideName}.html` | 'error-codes.html' | 'deviations.html' | 'changes.html';

export const pageFiles: readonly PageFile[] = [
  referenceFile,
  ...guideNames.map((name) => `${name}.html` as const),
  'error-codes.html',
  'deviations.html',
  'changes.html',
];

/** What programs read, in each language's folder. */
export const machineFiles = ['openapi.yaml', 'openapi.json', 'error-codes.json', 'llms.txt'] as const;

/** Those that the header of every page leads to. The others are listed beside each page of prose. */
export const headerFiles: readonly PageFile[] = [referenceFile, 'quick-start.html', 'error-codes.html', 'deviations.html'];
