import type { Node } from '@dli-openapi/openapi';
import type { Rule, Visit } from './redocly.ts';
import { listEntries } from './schema.ts';

/**
 * Descriptions begin with a capital letter or code, and end with a full stop, a colon or a code block. They are Markdown that reads
 * alike in the docs, in an editor and in the document itself: links are whole addresses, and there is no HTML.
 */
export const descriptionStyle: Rule = () => {
  const check: Visit = (node, { location, report, type }) => {
    // Renderers show the description of a link as its label, which is not a sentence.
    if (type.name === 'SpecExtension' || type.name === 'ExternalDocs') return;
    for (const [path, text] of listTexts(node)) {
      const fault = typeof text === 'string' ? findFault(text.trim()) : undefined;
      if (fault) report({ message: fault, location: location.child(path) });
    }
  };
  return { any: { enter: check }, ref: { enter: check } };
};

function listTexts(node: Node): [path: string[], text: unknown][] {
  return [
    [['description'], node.description],
    [['x-dli-open'], node['x-dli-open']],
    ...listEntries(node, 'x-enumDescriptions').map(([value, text]): [string[], unknown] => [['x-enumDescriptions', value], text]),
  ];
}

function findFault(text: string): string | undefined {
  if (text === '') return 'The description is empty. Say what this is.';
  if (!/^[\p{Lu}`]/u.test(text)) return 'The description does not begin with a capital letter or code. Correct its beginning.';
  if (!/(?:[.:]|\n```)$/.test(text)) return 'The description does not end with a full stop. Add it.';
  const prose = text.replaceAll(/```.*?```|`[^`]*`/gs, '');
  if (/<(?!https:)[/!]?[a-z-]/i.test(prose)) return 'The description has HTML. Write it in Markdown, or as code.';
  const [, link] = /\]\((?!https:\/\/)([^)]*)\)/.exec(prose) ?? [];
  if (link !== undefined) return `The link ${link} leads nowhere from the docs. Write a whole address, which begins with https://.`;
  return undefined;
}
