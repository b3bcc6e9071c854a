// What the search of the site finds, from the document and the pages.

import type { ShownDeviation } from '@dli-openapi/authoring/deviation';
import { type Document, listOperations, type Operation, SchemaReader } from '@dli-openapi/openapi';
import { errorCodesOf } from '../error-codes/page.ts';
import { renderGuide } from '../guides/page.ts';
import type { Language } from '../languages.ts';
import { type Field, listFields, listFieldValues } from '../machines/fields.ts';
import { guideNames } from '../pages.ts';
import { anchorOf } from '../reference/anchor.ts';
import { wordsIn } from '../words/index.ts';

export type Kind = 'operation' | 'field' | 'value' | 'code' | 'page' | 'deviation';

/** One thing that can be found. */
export interface Entry {
  kind: Kind;
  /** What it is called: an operationId, a field, a value, a code, a heading. */
  title: string;
  /** What is said of it. */
  text: string;
  /** Where it belongs: the operations that have the field, the field that has the value. */
  place: string;
  href: string;
}

export function entriesOf(language: Language, document: Document, deviations: ShownDeviation[]): Entry[] {
  const operations = listOperations(document);
  return [
    ...operations.map(operationEntry),
    ...Object.entries(errorCodesOf(document)).map(
      ([code, { meaning, cure }]): Entry => ({
        kind: 'code',
        title: code,
        text: `${meaning} ${cure}`,
        place: '',
        href: `error-codes.html#${code}`,
      }),
    ),
    ...listFieldEntries(new SchemaReader(document), operations),
    ...guideEntries(language, document),
    ...deviations.map(
      ({ id, title, reason, differences }): Entry => ({
        kind: 'deviation',
        title,
        text: reason,
        place: [...new Set(differences.flatMap(({ at }) => at))].slice(0, 3).join(', '),
        href: `deviations.html#${id}`,
      }),
    ),
  ];
}

function operationEntry(operation: Operation): Entry {
  const { operationId, summary, method, path } = operation;
  return { kind: 'operation', title: operationId, text: summary, place: `${method.toUpperCase()} ${path}`, href: hrefOf(operation) };
}

function hrefOf(operation: Operation): string {
  return `index.html#${anchorOf(operation)}`;
}

/** Fields of one name of which the same is said are one entry, whichever operations have them; and so are values. */
function listFieldEntries(reader: SchemaReader, operations: Operation[]): Entry[] {
  const entries = new Map<string, { entry: Entry; places: Set<string> }>();
  const add = (entry: Entry, place: string): void => {
    // Items of a list that is a whole body have no name.
    if (entry.title === '') return;
    const key = JSON.stringify([entry.kind, entry.title, entry.text]);
    const known = entries.get(key) ?? { entry, places: new Set() };
    entries.set(key, known);
    known.places.add(place);
  };
  for (const operation of operations) {
    for (const field of listOperationFields(reader, operation)) {
      const { name } = field;
      const href = hrefOf(operation);
      add({ kind: 'field', title: name, text: textOf(field), place: '', href }, operation.operationId);
      for (const { value, meaning } of listFieldValues(field)) add({ kind: 'value', title: value, text: meaning, place: '', href }, name);
    }
  }
  return [...entries.values()].map(({ entry, places }) => ({ ...entry, place: few([...places]) }));
}

function textOf({ description, alternatives }: Field): string {
  return [description, ...alternatives.map((alternative) => alternative.description)].find((text) => text !== '') ?? '';
}

function few(places: string[]): string {
  return places.length > 3 ? `${places.slice(0, 3).join(', ')} +${places.length - 3}` : places.join(', ');
}

function listOperationFields(reader: SchemaReader, { parameters, requestBody, responses }: Operation): Field[] {
  const bodies = [requestBody, ...Object.entries(responses).map(([status, { content }]) => (status.startsWith('2') ? content : undefined))];
  return [
    ...parameters.flatMap((parameter) => {
      const [field, ...inner] = listFields(reader.flattenIn(parameter), parameter.name) as [Field, ...Field[]];
      return [{ ...field, description: parameter.description }, ...inner];
    }),
    ...bodies.flatMap((body) => (body ? listFields(reader.flattenIn(body)) : [])),
  ];
}

function guideEntries(language: Language, document: Document): Entry[] {
  const { pages } = wordsIn(language);
  return guideNames.flatMap((name) => {
    const title = pages[`${name}.html`];
    const { headings } = renderGuide(language, name, document);
    return [
      { kind: 'page' as const, title, text: '', place: '', href: `${name}.html` },
      ...headings.map(({ id, text }) => ({ kind: 'page' as const, title: text, text: '', place: title, href: `${name}.html#${id}` })),
    ];
  });
}
