import type { Operation } from '@dli-openapi/openapi';

/** Splits an operation's description into what it does, and the tag for which editors strike its name out if it is deprecated. */
export function splitDeprecation({ description, node }: Operation): { description: string; deprecation: string } {
  if (node.deprecated !== true) return { description: description.trim(), deprecation: '' };
  const paragraphs = description.trim().split(/\n{2,}/);
  const isReason = (paragraph: string) => paragraph.startsWith('Deprecated');
  const reason = paragraphs.find(isReason)?.replace(/^Deprecated[:,] (.)/, (_match, first: string) => first.toUpperCase());
  return {
    description: paragraphs.filter((paragraph) => !isReason(paragraph)).join('\n\n'),
    deprecation: `\n@deprecated ${reason ?? ''}`.trimEnd(),
  };
}

/** Formats lines as a doc comment, indented by a number of spaces. */
export function formatDocComment(text: string, indent = 0): string {
  const margin = ' '.repeat(indent);
  const lines = text.trim().replaceAll('*/', '*\\/').split('\n');
  return [`${margin}/**`, ...lines.map((line) => `${margin} * ${line}`.trimEnd()), `${margin} */`].join('\n');
}
