import type { Document, FlatSchema, Keyword, Operation, Pointer, SchemaReader, SchemaRow } from '@dli-openapi/openapi';
import { joinPointer, listSchemaRows, locateParameter } from '@dli-openapi/openapi';
import { placed } from './references.ts';

/** One place of an operation, and what the document says of it. */
export interface DocumentRow {
  required: boolean;
  requiredAt: Pointer | undefined;
  type: string | undefined;
  typeAt: Pointer;
  nullable: boolean;
  /** Whether names not listed are refused; undefined where there are none to refuse. */
  closed: boolean | undefined;
  /** Facts by the name that the documented facts have, such as `unit`. */
  facts: ReadonlyMap<string, Keyword>;
  at: Pointer;
}

/** Keywords under the names of the documented facts. Other extensions (`x-…`) state no facts of the pages. */
const factNames: Record<string, string> = {
  'x-dli-unit': 'unit',
  'x-dli-default-formula': 'defaultFormula',
  'x-dli-only-when': 'onlyWhen',
  contentMediaType: 'json',
};

/** Rules that the pages give in prose, and how the document says them. */
const rules: Record<string, Record<string, unknown>> = {
  '-1 or > 0': { minimum: -1, not: { const: 0 } },
  '0, 1 or 2:<path>': { pattern: '^(?:0|1|2:.+)$' },
};

/** The parameters, the request body and the successful answer of an operation, by pointer, parents before children. */
export function documentRows(document: Document, operation: Operation, reader: SchemaReader): Map<string, DocumentRow> {
  const { parameters, requestBody, responses, path, method } = operation;
  const rows = parameters.map((parameter, index) => {
    const at = locateParameter(document, operation, index);
    const view = reader.flatten(parameter.schema ?? {}, joinPointer(at, 'schema'));
    return documentRowsOf(`${parameter.in}.${parameter.name}`, view, parameter.required, joinPointer(at, 'required'));
  });
  const schema = ['content', 'application/json', 'schema'];
  if (requestBody?.schema) {
    const at = joinPointer('/paths', path, method, 'requestBody');
    rows.push(
      documentRowsOf(
        'body',
        reader.flatten(requestBody.schema, joinPointer(at, ...schema)),
        requestBody.required,
        joinPointer(at, 'required'),
      ),
    );
  }
  const [status, success] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
  if (status !== undefined && success?.content?.schema) {
    const at = joinPointer('/paths', path, method, 'responses', status, ...schema);
    rows.push(documentRowsOf('response', reader.flatten(success.content.schema, at), true));
  }
  return new Map(rows.flatMap((some) => [...some]));
}

/** The rows of one schema under the name of where it is. */
export function documentRowsOf(location: string, view: FlatSchema, required: boolean, requiredAt?: Pointer): Map<string, DocumentRow> {
  return new Map(
    listSchemaRows(view).map((row) => {
      const top = row.pointer === '';
      return [placed(location, row.pointer), documentRow(top ? { ...row, required, requiredAt } : row)];
    }),
  );
}

function documentRow({ required, requiredAt, type, typeAt, nullable, closed, keywords, at }: SchemaRow): DocumentRow {
  const facts = new Map<string, Keyword>();
  for (const [word, keyword] of keywords) {
    const name = factNames[word] ?? word;
    if (name === 'json') facts.set(name, { ...keyword, value: keyword.value === 'application/json' ? true : keyword.value });
    else if (!name.startsWith('x-')) facts.set(name, keyword);
  }
  for (const [rule, words] of Object.entries(rules)) {
    const names = Object.keys(words);
    const [first] = names.map((name) => facts.get(name));
    if (!first || !names.every((name) => JSON.stringify(facts.get(name)?.value) === JSON.stringify(words[name]))) continue;
    for (const name of names) facts.delete(name);
    facts.set('rule', { value: rule, at: first.at });
  }
  return { required, requiredAt, type, typeAt, nullable, closed, facts, at };
}
