// Sends calls to the sandbox on the page's own address. The IDs of a response are offered to the calls that take them.
(() => {
  const form = document.getElementById('try');
  if (!form || !globalThis.dliMockIsHere) return;
  const settings = JSON.parse(document.getElementById('settings').textContent);
  const { words } = settings;
  const body = form.elements.body;
  const result = form.querySelector('.result');
  const store = `dli-ids ${settings.family}`;
  const pending = 'dli-send';
  let ids = JSON.parse(sessionStorage.getItem(store) ?? '{}');

  form.hidden = false;
  form.querySelector('.live').href = '/-/';
  useIds();
  document.addEventListener('example', ({ detail }) => {
    body.value = formatBody(settings.examples[detail]);
    useIds();
  });
  form.querySelector('.again').addEventListener('click', () => {
    ids = {};
    sessionStorage.removeItem(store);
    form.reset();
    useIds();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  if (sessionStorage.getItem(pending) === settings.operationId) {
    sessionStorage.removeItem(pending);
    form.scrollIntoView({ block: 'start' });
    send();
  }

  function formatBody(value) {
    return JSON.stringify(value, null, 2);
  }

  function findId(sources) {
    return sources.map((source) => ids[source]).find((id) => id !== undefined);
  }

  /** Fills in the IDs of the last response, and says so. */
  function useIds() {
    const used = new Set();
    for (const input of form.querySelectorAll('input[data-ids]')) {
      const id = findId(input.dataset.ids.split(' '));
      if (id === undefined) continue;
      input.value = id;
      used.add(`${input.name.replace(/^\w+\./, '')} ${id}`);
    }
    if (body?.dataset.ids) {
      const value = parseJson(body.value);
      for (const [name, sources] of body.dataset.ids.split(' ').map((each) => each.split(':'))) {
        const id = findId(sources.split(','));
        if (id === undefined || !(name in value)) continue;
        const [old] = [value[name]].flat();
        const own = typeof old === 'string' ? id : parseJson(id);
        value[name] = Array.isArray(value[name]) ? [own] : own;
        used.add(`${name} ${id}`);
      }
      body.value = formatBody(value);
    }
    form.querySelector('.used').textContent = used.size > 0 ? words.used.replace('{ids}', [...used].join(', ')) : '';
    form.querySelector('.again').hidden = used.size === 0;
  }

  async function send() {
    const request = readForm();
    if (!request) return;
    result.replaceChildren(words.sending);
    const start = performance.now();
    try {
      const response = await fetch(request.url, request.options);
      const text = await response.text();
      const ms = Math.round(performance.now() - start);
      show(response, text, ms);
    } catch {
      result.replaceChildren(words.gone);
    }
  }

  function readForm() {
    let path = settings.path;
    const query = new URLSearchParams();
    const headers = { 'x-auth-token': form.elements.token.value };
    for (const { name, value } of form.elements) {
      const [, place, own] = /^(path|query|header)\.(.+)$/.exec(name) ?? [];
      if (place === 'path') path = path.replace(`{${own}}`, encodeURIComponent(value));
      if (place === 'query' && value !== '') query.append(own, value);
      if (place === 'header' && value !== '') headers[own] = value;
    }
    if (body) {
      try {
        JSON.parse(body.value);
      } catch ({ message }) {
        result.replaceChildren(words.badJson.replace('{problem}', message));
        return undefined;
      }
      headers['content-type'] = 'application/json';
    }
    const url = query.size > 0 ? `${path}?${query}` : path;
    return { url, options: { method: settings.method, headers, body: body?.value } };
  }

  function show(response, text, ms) {
    const line = words.took.replace('{status}', `${response.status} ${response.statusText}`.trim()).replace('{ms}', ms);
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
    result.replaceChildren(
      createElement('p', {}, line),
      createCode(/json/.test(response.headers.get('content-type')) ? formatBody(parseJson(text)) : text),
      createElement('details', {}, createElement('summary', {}, words.headers), createCode(headers)),
    );
    for (const code of result.querySelectorAll('pre')) addCopyButton(code);
    if (response.ok) offerNext(text);
  }

  function createCode(text) {
    return createElement('pre', { tabIndex: 0 }, text);
  }

  /** Numbers keep every digit where the browser can. */
  function parseJson(text) {
    return JSON.parse(text, (_, value, context) => (typeof value === 'number' && JSON.rawJSON ? JSON.rawJSON(context.source) : value));
  }

  /** Remembers the IDs of the response, and links to the calls that take them. */
  function offerNext(text) {
    const isDelete = settings.method === 'DELETE' || /^(batch)?delete/i.test(settings.operationId);
    const found = isDelete ? {} : findIds(text + (body?.value ?? ''));
    if (isDelete) ids = {};
    else ids = settings.method === 'GET' ? { ...found, ...ids } : { ...ids, ...found };
    sessionStorage.setItem(store, JSON.stringify(ids));
    const next = settings.next.filter((other) => findId(other.ids) !== undefined);
    if (next.length === 0) return;
    const buttons = next.map(({ title, operationId }) =>
      createButton(title, () => {
        sessionStorage.setItem(pending, operationId);
        location.assign(`${operationId}.html`);
      }),
    );
    result.querySelector('p').after(createElement('p', {}, words.next), createElement('div', { className: 'tabs' }, ...buttons));
  }

  /** Finds the first value of each ID that other calls take, with every digit. */
  function findIds(text) {
    const names = new Set(settings.next.flatMap((other) => other.ids));
    const found = {};
    for (const [, name, string, number] of text.matchAll(/"(\w+)"\s*:\s*(?:"([^"]+)"|(\d+))/g))
      if (names.has(name)) found[name] ??= string ?? number;
    return found;
  }
})();
