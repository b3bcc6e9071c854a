// The form that sends a call to the sandbox. It is shown only where one runs on the page's own address: see browser/try.js.
import { formatData, type Html, html } from '../html.ts';
import type { Field } from './fields.ts';
import type { Knowledge } from './knowledge.ts';
import type { OperationModel } from './operation-model.ts';

/** The names of IDs in responses that an input takes: `job_ids` takes a `job_id`, a path's only ID any `id`. */
function listSources(name: string): string[] {
  return [name, name.replace(/s$/, ''), ...(/_id$/.test(name) ? ['id'] : [])];
}

/** What names a thing: an ID, or what a path names it by. The project is the same in all calls. */
const isId = ({ name, place }: Field): boolean => name !== 'project_id' && (place.startsWith('path.') || /(^|_)ids?$/.test(name));

export function formatTryIt(knowledge: Knowledge, model: OperationModel): Html {
  const { words } = knowledge;
  const { operation, parameters, body, requestExamples } = model;
  const [first] = requestExamples;
  const inputs = parameters.map((field) => {
    const { place, name, required, type, values, rules, example } = field;
    const value = required ? example : '';
    const hint = `${type}${rules.length > 0 ? `; ${rules.join('; ').replaceAll('`', '')}` : ''}`;
    const attributes = html`name="${place}"${required ? html` required` : ''}${isId(field) && required ? html` data-ids="${listSources(name).join(' ')}"` : ''}`;
    const control =
      values.length > 0
        ? html`<select ${attributes}>${required ? '' : html`<option value="">${words.tryIt.optional}</option>`}${values.map(({ value: one }) => html`<option${one === value ? html` selected` : ''}>${one}</option>`)}</select>`
        : html`<input ${attributes} value="${value}" placeholder="${required ? '' : words.tryIt.optional}" title="${hint}" autocomplete="off">`;
    return html`<label><code>${name}</code>${control}</label>
`;
  });
  const bodyIds = (body?.fields ?? []).filter(isId).map(({ name }) => `${name}:${listSources(name).join(',')}`);
  const settings = {
    operationId: operation.operationId,
    method: operation.method.toUpperCase(),
    path: operation.path,
    family: operation.tags[0],
    examples: Object.fromEntries(requestExamples.map(({ name, value }) => [name, value])),
    next: listNext(knowledge, model),
    words: words.tryIt,
  };
  return html`<form class="try" id="try" hidden>
<h2><a href="#try">${words.tryIt.title}</a></h2>
<p class="note">${words.tryIt.introduction} <a class="live">${words.tryIt.live}</a></p>
${inputs}<label><code>X-Auth-Token</code><input name="token" value="any" title="${words.tryIt.token}" autocomplete="off"></label>
${body ? html`<label class="body"><code>${words.operation.body}</code><textarea class="code" name="body" rows="8" spellcheck="false" data-ids="${bodyIds.join(' ')}">${first ? JSON.stringify(first.value, null, 2) : ''}</textarea></label>\n` : ''}<p class="used note" role="status"></p>
<p><button type="submit">${words.tryIt.send}</button> <button type="button" class="again" hidden>${words.tryIt.again}</button></p>
<div class="result" aria-live="polite"></div>
${formatData('settings', settings)}
</form>
`;
}

/** The operations of the family that take an ID, with the names that it may have in a response. */
function listNext({ operations }: Knowledge, { operation: current }: OperationModel): object[] {
  return operations.flatMap(({ operation, parameters, body }) => {
    const ids = [...parameters, ...(body?.fields ?? [])]
      .filter((field) => field.required && isId(field))
      .flatMap(({ name }) => listSources(name));
    if (ids.length === 0 || operation.tags[0] !== current.tags[0] || operation === current) return [];
    if (operation.node.deprecated && !current.node.deprecated) return [];
    return [{ operationId: operation.operationId, title: operation.summary, ids }];
  });
}
