// The search of the site. What it searches is loaded when it is opened first, from files beside the page.
const button = document.querySelector('.site-search');
const dialog = document.getElementById('search');
const input = dialog.querySelector('input');
const list = dialog.querySelector('ol');
const status = dialog.querySelector('[role=status]');
let index;

button.addEventListener('click', open);
addEventListener(
  'keydown',
  (event) => {
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if ((event.key === '/' && !isTyping) || (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      // Before Scalar hears of it, which has a search of its own.
      event.stopImmediatePropagation();
      open();
    }
  },
  true,
);

async function open() {
  if (!dialog.open) dialog.showModal();
  input.select();
  index ??= load();
  await index;
  await show();
}

async function load() {
  await Promise.all([loadScript(dialog.dataset.engine), loadScript(dialog.dataset.entries)]);
  const mini = new MiniSearch({ fields: ['title', 'text', 'place'], storeFields: ['kind', 'title', 'text', 'place', 'href'], tokenize });
  mini.addAll(dliSearchEntries.map((entry, id) => ({ id, ...entry })));
  return mini;
}

function loadScript(src) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${src} is missing`));
    document.head.append(script);
  });
}

/** Names whole and in parts: `job_running`, `listFlinkJobs`; Chinese by the character and by the pair. */
function tokenize(text) {
  const names = text.match(/[A-Za-z0-9_.-]+/g) ?? [];
  const parts = names.flatMap((name) => name.split(/[_.-]|(?<=[a-z0-9])(?=[A-Z])/)).filter((part) => part !== '');
  const chinese = (text.match(/[\u3400-\u9fff]+/g) ?? []).flatMap((run) => [...run].flatMap((sign, at) => [sign, run.slice(at, at + 2)]));
  return [...new Set([...names, ...parts, ...chinese].map((token) => token.replace(/^[.-]+|[.-]+$/g, '')))].filter((token) => token !== '');
}

/** A query by names must not find everything that has one of their parts. */
function tokenizeQuery(text) {
  const names = text.match(/[A-Za-z0-9_.-]+/g) ?? [];
  const chinese = (text.match(/[\u3400-\u9fff]+/g) ?? []).flatMap((run) =>
    run.length === 1 ? [run] : [...run].slice(1).map((_, at) => run.slice(at, at + 2)),
  );
  return [...names, ...chinese];
}

const boosts = { operation: 3, code: 3, page: 2, field: 1.5, value: 1.5, deviation: 1 };

async function show() {
  const mini = await index;
  const query = input.value.trim();
  const found = mini.search(query, {
    tokenize: tokenizeQuery,
    prefix: true,
    fuzzy: (term) => (/^[a-z]{5,}$/i.test(term) ? 0.2 : false),
    combineWith: 'AND',
    boost: { title: 4 },
    // What is called exactly so comes first, however common its name is.
    boostDocument: (_id, _term, { kind, title }) => boosts[kind] * (title.toLowerCase() === query.toLowerCase() ? 10 : 1),
  });
  list.replaceChildren(...found.slice(0, 30).map(itemOf));
  status.textContent = query !== '' && found.length === 0 ? dialog.dataset.nothing : '';
}

function itemOf({ kind, title, text, place, href }) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = href;
  link.append(
    element('span', 'kind', dialog.dataset[kind]),
    element('strong', '', title),
    element('span', 'place', place),
    element('span', 'text', text),
  );
  item.append(link);
  return item;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

input.addEventListener('input', show);
list.addEventListener('click', () => dialog.close());
dialog.addEventListener('click', (event) => {
  if (event.target === dialog) dialog.close();
});
dialog.addEventListener('keydown', (event) => {
  // An input method is still making the word, as for Chinese.
  if (event.isComposing) return;
  const links = [...list.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  if (event.key === 'ArrowDown') (links[at + 1] ?? links[0])?.focus();
  else if (event.key === 'ArrowUp') (at > 0 ? links[at - 1] : input)?.focus();
  else if (event.key === 'Enter' && document.activeElement === input) links[0]?.click();
  // Some browsers would only empty the field.
  else if (event.key === 'Escape') dialog.close();
  else return;
  event.preventDefault();
});
