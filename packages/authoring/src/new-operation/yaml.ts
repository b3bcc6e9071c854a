// Formats YAML like the hand-written files: short lists and references on one line.
import { isNode } from '@dli-openapi/openapi';
import { stringify } from 'yaml';

/** The key of a map for the comment before its other keys. No name in the API is like it. */
export const comment = '\0comment';

// As in biome.json, whose formatter breaks lines that are longer.
const width = 140;
/** Keys whose value may stand on one line, whatever it holds. */
const short: ReadonlySet<string> = new Set(['value', 'x-dli-only-when', 'not']);

export function formatYaml(value: object): string {
  return `${formatBlock(value, '', false)}\n`;
}

function formatBlock(value: object, indent: string, isShort: boolean): string {
  const entries = Array.isArray(value) ? value.map((item) => ['-', item] as const) : Object.entries(value);
  return entries.map(([key, child]) => indent + formatEntry(key, child, indent, isShort)).join('\n');
}

function formatEntry(key: string, value: unknown, indent: string, isShort: boolean): string {
  if (key === comment) return String(value).replaceAll(/^/gm, `# `).replaceAll('\n', `\n${indent}`);
  const head = key === '-' ? '- ' : `${formatFlow(key)}: `;
  const line = formatFlow(value);
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return head + line;
  if (key !== '-' && Object.keys(value).join() === '$ref') return head + line;
  const isSmall = isShort || short.has(key);
  const isLine = isSmall || (Array.isArray(value) && !value.some(isNode));
  // A Chinese letter is as wide as two others.
  const room = width - indent.length - head.length;
  if (isLine && line.replaceAll(/[^\x20-\x7e]/g, '  ').length <= room) return head + line;
  const inner = formatBlock(value, `${indent}  `, isSmall);
  return key === '-' ? head + inner.trimStart() : `${head.trimEnd()}\n${inner}`;
}

function formatFlow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(formatFlow).join(', ')}]`;
  if (!isNode(value))
    return stringify([value], {
      collectionStyle: 'flow',
      lineWidth: 0,
      flowCollectionPadding: false,
      doubleQuotedMinMultiLineLength: Infinity,
    })
      .trim()
      .slice(1, -1);
  const entries = Object.entries(value).map(([key, child]) => `${formatFlow(key)}: ${formatFlow(child)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}
