// llms.txt: what the site has, as a list of links with one line each, for programs that read it.
import type { Document } from '@dli-openapi/openapi';
import { familiesOf } from '../families.ts';
import { machineFiles, pageFiles } from '../pages.ts';
import type { Words } from '../words/index.ts';
import { markdownFileOf } from './files.ts';

/** The list for one language. */
export function llmsText(document: Document, words: Words): string {
  const { title, summary } = document.info as { title: string; summary: string };
  const families = familiesOf(document).flatMap(({ name, operations }) => [
    `## ${name}`,
    operations
      .map(
        ({ operationId, summary, method, path }) =>
          `- [${operationId}](${markdownFileOf(operationId)}): ${summary} (${method.toUpperCase()} ${path})`,
      )
      .join('\n'),
  ]);
  const data = machineFiles.filter((file) => file !== 'llms.txt');
  return [
    `# ${title}`,
    `> ${summary} ${words.unofficial}.`,
    ...families,
    `## ${words.navigation}`,
    pageFiles.map((file) => `- [${words.pages[file]}](${file})`).join('\n'),
    `## ${words.markdown.data}`,
    data.map((file) => `- [${file}](${file})`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}
