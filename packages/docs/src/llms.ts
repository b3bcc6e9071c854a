// llms.txt: what the site has, as a list of links with one line each, for programs that read it.
import { getMarkdownFile, getOperationFile, isGuide, machineFiles, pageFiles } from './pages.ts';
import type { Knowledge } from './reference/knowledge.ts';

export function formatLlms({ document, families, words }: Knowledge): string {
  const { title, summary } = document.info as { title: string; summary: string };
  const groups = families.map(({ name, operations }) => {
    const links = operations.map(({ operationId, summary, method, path, node }) => {
      const file = getMarkdownFile(getOperationFile(operationId));
      return `- [${operationId}](${file}): ${summary} (${method.toUpperCase()} ${path})${node.deprecated ? `. ${words.deprecated}` : ''}`;
    });
    return `## ${name}\n\n${links.join('\n')}`;
  });
  const pages = pageFiles.map((file) => `- [${words.pages[file]}](${isGuide(file) ? getMarkdownFile(file) : file})`);
  const data = machineFiles.filter((file) => file !== 'llms.txt').map((file) => `- [${file}](${file})`);
  const head = `# ${title}\n\n> ${summary} ${words.unofficial}.`;
  return `${[head, ...groups, `## ${words.guides}\n\n${pages.join('\n')}`, `## ${words.data}\n\n${data.join('\n')}`].join('\n\n')}\n`;
}
