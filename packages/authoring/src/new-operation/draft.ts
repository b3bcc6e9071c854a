// Drafts the files of an operation. What remains to be written is marked TODO, which lint reports.
import type { Node } from '@dli-openapi/openapi';
import { getNode } from '@dli-openapi/openapi';
import { formatOperation } from '../documented/files.ts';
import { draftExamples } from './examples.ts';
import type { OperationInput } from './input.ts';
import { draftPaging } from './paging.ts';
import type { Location, Place } from './places.ts';
import { listPlaces, readPlaces } from './places.ts';
import { draftText, Schemas } from './schemas.ts';
import type { Shared } from './shared.ts';
import { comment, formatYaml } from './yaml.ts';

/** Drafts the text of each new file, by its path in the workspace. */
export function draftFiles(input: OperationInput, shared: Shared): Record<string, string> {
  const { operationId, method, path, family, tag, deprecated, pages } = input;
  const facts = { operationId, method, path, ...(deprecated && { deprecated }), pages };
  const places = readPlaces(facts);
  const file = `operations/${family}/${operationId}.yaml`;
  const schemas = new Schemas(`schemas/${family}/${operationId}.yaml`, Object.values(places).flatMap(listPlaces), shared);
  const docId = pages.find((page) => page.docId !== undefined)?.docId;
  const status = pages.flatMap(({ statuses }) => statuses).find((code) => code.startsWith('2')) ?? '200';
  const hasBody = pages.length > 0 ? 'type' in places.body.facts : ['post', 'put', 'patch'].includes(method);
  const describe = (what: string, schema: Node) => ({ description: draftText(what), content: { 'application/json': { schema } } });
  const request = hasBody && schemas.draftBody(places.body, 'Request', file);
  const response = schemas.draftBody(places.response, 'Output', file);
  const operation = {
    operationId,
    summary: 'TODO: what it does, such as `List Flink jobs`',
    description: 'TODO: what it does, in sentences of our own.',
    tags: [tag],
    ...(docId === undefined && pages.length > 0
      ? { 'x-dli-source': pages[0]?.source.startsWith('client') ? 'client' : 'sdk' }
      : { 'x-dli-doc-id': docId ?? "TODO: its page's id, such as dli_02_0234" }),
    ...(deprecated && { deprecated }),
    ...draftPaging(operationId, places),
    ...draftParameters(places, schemas, shared, file),
    ...(request && { requestBody: { required: true, ...describe('what is sent', request) } }),
    responses: { [status]: describe('what the response holds', response) },
  };
  // An object would put the statuses before the request.
  const examples = [
    ...(hasBody ? [{ request: draftExamples(facts, 'request', places.body) }] : []),
    { [status]: draftExamples(facts, 'response', places.response) },
  ];
  return {
    [`spec/${file}`]: formatYaml(operation),
    ...(Object.keys(schemas.entries).length > 0 && { [`spec/schemas/${family}/${operationId}.yaml`]: formatYaml(schemas.entries) }),
    [`spec/examples/${operationId}.yaml`]: examples.map(formatYaml).join(''),
    [`spec/documented/${operationId}.jsonl`]:
      formatOperation(facts) + (pages.length > 0 ? '' : `${JSON.stringify(createMissingPage(operationId))}\n`),
  };
}

function draftParameters(places: Record<Location, Place>, schemas: Schemas, shared: Shared, file: string): { parameters?: Node[] } {
  const parameters = (['path', 'query', 'header'] as const).flatMap((location) =>
    places[location].fields.flatMap((place) => {
      const known = shared.findParameter(location, place);
      return known === 'given' ? [] : [known ?? draftParameter(location, place, schemas, file)];
    }),
  );
  return parameters.length > 0 ? { parameters } : {};
}

function draftParameter(location: string, place: Place, schemas: Schemas, file: string): Node {
  const { description = draftText(`what ${place.name} is`), [comment]: doubts, ...schema } = schemas.draft(place, false, file);
  const value = 'items' in schema ? getNode(schema, 'items') : schema;
  if (!['enum', 'default', '$ref'].some((word) => word in value) && value.type !== 'boolean') value.examples = ['TODO: a realistic value'];
  return {
    ...(doubts !== undefined && { [comment]: doubts }),
    name: place.name,
    in: location,
    ...((location === 'path' || place.facts.required === true) && { required: true }),
    description,
    ...('items' in schema && { style: 'form', explode: true }),
    schema,
  };
}

function createMissingPage(operationId: string): object {
  const command = `npm run documented -- <page> --operation ${operationId} --source zh-2026 --write`;
  return { page: `TODO: what its page states, by ${command}`, statuses: [], errorCodes: [] };
}
