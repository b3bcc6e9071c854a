// What the search of the site finds, from the document and the pages.
import { formatGuideMarkdown, listHeadings } from '../guides/page.ts';
import { getOperationFile, guideNames, isGuide, machineFiles, pageFiles } from '../pages.ts';
import type { Field } from '../reference/fields.ts';
import { listRegions } from '../reference/index-page.ts';
import type { Knowledge } from '../reference/knowledge.ts';
import { fill, findText } from '../words/index.ts';

export type Kind = 'operation' | 'deprecated' | 'field' | 'value' | 'code' | 'status' | 'region' | 'page' | 'deviation';

export interface Entry {
  kind: Kind;
  /** An operationId, a field, a value, a code, a heading. */
  title: string;
  text: string;
  /** Where it is: a name and an address for each place, the most telling first. That of a place in an operation begins with `#`. */
  places: [name: string, href: string][];
}

const create = (kind: Kind, title: string, text: string, ...places: Entry['places']): Entry => ({ kind, title, text, places });

export function listEntries(knowledge: Knowledge): Entry[] {
  const { operations, errorCodes, deviations } = knowledge;
  return [
    ...operations.map(({ operation: { operationId, summary, method, path, node } }) =>
      create(node.deprecated ? 'deprecated' : 'operation', summary, operationId, [
        `${method.toUpperCase()} ${path}`,
        getOperationFile(operationId),
      ]),
    ),
    ...Object.entries(errorCodes).map(([code, { meaning, cure }]) =>
      create('code', code, `${meaning} ${cure}`, ['', `error-codes.html#${code}`]),
    ),
    ...listFieldEntries(knowledge),
    ...listStatusEntries(knowledge),
    ...listRegions(knowledge.document).map(([region, endpoint]) => create('region', region, endpoint, ['', `index.html#region/${region}`])),
    ...listGuideEntries(knowledge),
    ...deviations.map(({ id, title, reason, differences }) => {
      const fields = [...new Set(differences.flatMap(({ at }) => at))].slice(0, 3);
      return create('deviation', title, reason, [fields.join(', '), `deviations.html#${id}`]);
    }),
  ];
}

/** Fields of one name are one entry, whichever operations have them; and so are values with one meaning. */
function listFieldEntries({ operations, statePages, words }: Knowledge): Entry[] {
  const entries = new Map<string, Entry>();
  const add = (kind: Kind, title: string, text: string, name: string, href: string): void => {
    // Items of a list that is a whole body have no name.
    if (!/\w/.test(title)) return;
    const key = JSON.stringify([kind, title, ...(kind === 'field' ? [] : [text])]);
    const entry = entries.get(key) ?? { kind, title, text, places: [] };
    entries.set(key, entry);
    if (!entry.text.includes(text)) entry.text += ` ${text}`;
    if (!entry.places.some(([known]) => known === name)) entry.places.push([name, href]);
  };
  const all = operations.flatMap(({ operation, fields }) => fields.map((field) => ({ operation, field })));
  // Operations that take a field come before those that return it, and deprecated ones last.
  const rank = ({ operation, field }: (typeof all)[number]) =>
    Number(operation.node.deprecated ?? 0) * 2 + Number(!/^(body|path|query|header)\b/.test(field.place));
  for (const { operation, field } of all.sort((one, other) => rank(one) - rank(other))) {
    if (/^error\b/.test(field.place)) continue;
    const title = field.name.replace(/(\[\]|\{\})+$/, '');
    add('field', title, readText(field), operation.operationId, `#${encodeURI(field.place)}`);
    const statePage = field.states && statePages.get(field.states);
    for (const { value, meaning } of [...field.values, ...field.alternatives.flatMap(({ values }) => values)]) {
      if (statePage) add('value', value, meaning, words.pages[statePage], `${statePage}#${value}`);
      add('value', value, meaning, `${operation.operationId}.${title}`, `#${encodeURI(field.place)}`);
    }
  }
  return [...entries.values()];
}

function readText({ description, alternatives }: Field): string {
  return [description, ...alternatives.map((alternative) => alternative.description)].find((text) => text !== '') ?? '';
}

/** One entry for each status, with the operations that respond with it. */
function listStatusEntries({ operations, words }: Knowledge): Entry[] {
  const all = operations.flatMap(({ operation, responses }) => responses.map((response) => ({ ...operation, ...response })));
  return [...new Set(all.map(({ status }) => status))].sort().map((status) => {
    const own = all.filter((response) => response.status === status);
    const places = own.map(({ operationId }): [string, string] => [operationId, `#status.${status}`]);
    return create('status', status, `${fill(words.statuses, { status })}. ${own[0]?.description ?? ''}`, ...places);
  });
}

function listGuideEntries(knowledge: Knowledge): Entry[] {
  const { language, words } = knowledge;
  const others = pageFiles.filter((file) => !isGuide(file));
  const guides = guideNames.flatMap((name): Entry[] => {
    const file = `${name}.html` as const;
    const title = words.pages[file];
    const [, start = '', ...sections] = formatGuideMarkdown(knowledge, name).split(/^##? .*$/m);
    const headings = listHeadings(language, name).map(({ id, text }, index) =>
      create('page', text, readProse(sections[index] ?? ''), [title, `${file}#${id}`]),
    );
    return [create('page', title, readProse(start), ['', file]), ...headings];
  });
  return [
    ...others.map((file) => create('page', words.pages[file], findText(words.descriptions, file) ?? '', ['', file])),
    ...guides,
    ...machineFiles.map((file) => create('page', file, '', ['', file])),
  ];
}

/** Reads what the search knows of a section: the beginning of its text, with the names in its code. */
function readProse(markdown: string): string {
  return markdown
    .replaceAll(/\]\([^)]*\)|[[\]`*]|^```.*$|^\|[-| ]+\|$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 400);
}
