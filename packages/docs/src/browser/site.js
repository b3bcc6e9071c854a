// What every page does. It runs in the head, so that the chosen colors are there before the page is drawn.
const stored = (() => {
  try {
    return localStorage;
  } catch {
    // From disk, some browsers have none.
    return { getItem: () => null, setItem() {} };
  }
})();
let words;

/** Sets `light` or `dark`; the system's if empty. */
function applyTheme(theme) {
  document.documentElement.style.colorScheme = theme;
}
applyTheme(stored.getItem('dli-theme') ?? '');

addEventListener('DOMContentLoaded', () => {
  words = JSON.parse(document.getElementById('words').textContent);
  addThemeSwitch();
  addDeprecatedSwitch();
  addMenu();
  addSearch();
  addSamplePicker();
  for (const code of document.querySelectorAll('pre')) addCopyButton(code);
  addCopyMarkdown();
  for (const link of document.querySelectorAll('a.language')) {
    link.addEventListener('click', () => {
      link.hash = location.hash;
    });
  }
  followAddress();
  addEventListener('hashchange', followAddress);
});

/** Creates an element with properties, and with what is in it. The other scripts use it too. */
function createElement(name, properties, ...contents) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...contents);
  return element;
}

function createButton(text, onClick) {
  const button = createElement('button', { type: 'button' }, text);
  button.addEventListener('click', onClick);
  return button;
}

function addThemeSwitch() {
  const label = document.querySelector('.theme');
  const select = label.querySelector('select');
  label.hidden = false;
  select.value = document.documentElement.style.colorScheme;
  select.addEventListener('change', () => {
    stored.setItem('dli-theme', select.value);
    applyTheme(select.value);
  });
}

function addDeprecatedSwitch() {
  const box = document.getElementById('deprecated-shown');
  box.checked = stored.getItem('dli-deprecated') === 'true';
  box.addEventListener('change', () => stored.setItem('dli-deprecated', box.checked));
}

/** On narrow screens the list of pages stands below the text, until the menu is opened. */
function addMenu() {
  const button = document.querySelector('.menu-button');
  button.hidden = false;
  button.addEventListener('click', () => {
    const isOpen = document.body.classList.toggle('menu-open');
    button.setAttribute('aria-expanded', isOpen);
    if (isOpen) scrollTo(0, 0);
  });
}

function addSearch() {
  const button = document.querySelector('.search-button');
  button.hidden = false;
  button.addEventListener('click', () => openSearch());
  const dialog = document.getElementById('search');
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  addEventListener('keydown', (event) => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
    if (!isShortcut && (event.key !== '/' || isTyping || hasModifier)) return;
    event.preventDefault();
    openSearch();
  });
}

let loaded;
/** Opens the search, which is loaded when it is first opened. */
async function openSearch(query) {
  const dialog = document.getElementById('search');
  if (!dialog.open) dialog.showModal();
  const input = dialog.querySelector('input');
  if (query !== undefined) input.value = query;
  input.select();
  const status = dialog.querySelector('[role=status]');
  if (!loaded) status.textContent = dialog.dataset.loading;
  loaded ??= loadScripts(dialog.dataset.engineSrc, dialog.dataset.entriesSrc, dialog.dataset.scriptSrc);
  try {
    await loaded;
    globalThis.showSearch();
  } catch {
    loaded = undefined;
    status.textContent = dialog.dataset.failed;
  }
}

async function loadScripts(...sources) {
  for (const src of sources) {
    await new Promise((resolve, reject) => {
      document.head.append(createElement('script', { src, onload: resolve, onerror: reject }));
    });
  }
}

/** Shows the samples of one example, in one language. The choice of the language holds for the whole site. */
function addSamplePicker() {
  const samples = document.querySelector('.samples');
  if (!samples) return;
  const groups = [...samples.querySelectorAll('.sample-group')];
  const tabs = [...new Set([...samples.querySelectorAll('.sample')].map(({ dataset }) => dataset.tab))];
  const options = groups.map(({ dataset, firstElementChild }) => new Option(firstElementChild.textContent, dataset.example));
  const select = createElement('select', { ariaLabel: samples.closest('section').getAttribute('aria-label') }, ...options);
  let shown = tabs.find((tab) => tab === stored.getItem('dli-tab')) ?? tabs[0];
  const show = () => {
    for (const group of groups) group.hidden = groups.length > 1 && group.dataset.example !== select.value;
    for (const label of samples.querySelectorAll('h3, .label')) label.hidden = true;
    for (const sample of samples.querySelectorAll('.sample')) sample.hidden = sample.dataset.tab !== shown;
    for (const button of buttons) button.ariaPressed = button.textContent === shown;
  };
  const buttons = tabs.map((tab) =>
    createButton(tab, () => {
      shown = tab;
      stored.setItem('dli-tab', tab);
      show();
    }),
  );
  select.addEventListener('change', () => {
    show();
    document.dispatchEvent(new CustomEvent('example', { detail: select.value }));
  });
  samples.prepend(createElement('div', { className: 'tabs' }, ...(groups.length > 1 ? [select] : []), ...buttons));
  show();
}

function addCopyButton(code) {
  const button = createButton(words.copy, () => copyText(code.textContent, button));
  const holder = createElement('div', { className: 'copied' }, button);
  code.replaceWith(holder);
  holder.prepend(code);
}

/** Browsers let pages use the clipboard over HTTPS and on this machine only; elsewhere an old command does it. */
async function copyText(text, button) {
  const label = button.textContent;
  const isCopied = await (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(
    () => true,
    () => copyByCommand(text),
  );
  button.textContent = isCopied ? words.copied : words.notCopied;
  setTimeout(() => {
    button.textContent = label;
  }, 2000);
}

function copyByCommand(text) {
  const area = createElement('textarea', { value: text });
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}

function addCopyMarkdown() {
  const button = document.querySelector('.copy-markdown');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    try {
      const response = await fetch(document.querySelector('link[type="text/markdown"]').href);
      await copyText(await response.text(), button);
    } catch {
      button.textContent = words.notRead;
    }
  });
}

/** Leads on from addresses of earlier versions, and says so if a place is gone. */
function followAddress() {
  document.querySelector('.notice')?.remove();
  const place = decodeURIComponent(location.hash.slice(1));
  const target = document.getElementById(place);
  const [, operationId] = /^tag\/[\w-]+\/(\w+)/.exec(place) ?? [];
  const operation = operationId && (target ?? document.querySelector(`[id^="tag/"][id$="/${operationId}"]`));
  if (operation) location.replace(operation.querySelector('a').href);
  if (place === '' || target || operation) return;
  const text = (operationId ? words.goneOperation : words.gonePlace).replace('{place}', operationId ?? place);
  const button = createButton(words.search, () => openSearch(operationId ?? place.split(/[./]/).at(-1)));
  document.querySelector('main').prepend(createElement('p', { className: 'notice', role: 'status' }, `${text} `, button));
}
