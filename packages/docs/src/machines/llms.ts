// llms.txt: what the site has, as a list of links with one line each, for programs that read it.
import { type Document, operationsOf } from '@dli-openapi/scripts/document';
import { pageFiles } from '../pages.ts';
import type { Words } from '../words/index.ts';

export function llmsText(document: Document, words: Words): string {
  const { title, summary } = document.info as { title: string; summary: string };
  const operations = operationsOf(document).map(
    ({ operationId, summary, method, path }) =>
      `- [${operationId}](operations/${operationId}.md): ${summary} (${method.toUpperCase()} ${path})`,
  );
  return [
    `# ${title}`,
    `> ${summary} ${words.unofficial}.`,
    `## ${words.markdown.operations}`,
    operations.join('\n'),
    `## ${words.navigation}`,
    pageFiles.map((file) => `- [${words.pages[file]}](${file})`).join('\n'),
    `## ${words.markdown.data}`,
    ['openapi.yaml', 'openapi.json', 'error-codes.json'].map((file) => `- [${file}](${file})`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}
