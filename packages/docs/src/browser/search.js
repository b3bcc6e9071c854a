// The search of the site. It is loaded, and its index made, when it is first opened.
(() => {
  const dialog = document.getElementById('search');
  const input = dialog.querySelector('input');
  const list = dialog.querySelector('ol');
  const status = dialog.querySelector('[role=status]');
  const base = new URL(dialog.dataset.homeSrc, document.baseURI);
  const { synonyms, entries } = globalThis.dliSearch;
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

  // So many addresses would weigh more than all texts: the name of the place begins with its operation.
  for (const place of entries.flatMap(({ places }) => places))
    place[1] = place[1].replace(/^#/, `operations/${place[0].split('.')[0]}.html#`);

  /** Names whole and in parts: `job_running`, `listFlinkJobs`; Chinese by words. */
  function tokenize(text) {
    const names = text.match(/[A-Za-z0-9][A-Za-z0-9_./-]*/g) ?? [];
    const parts = names.flatMap((name) => name.split(/[_./-]|(?<=[a-z0-9])(?=[A-Z])/));
    return [...new Set([...names.map((name) => name.replace(/[./-]+$/, '')), ...parts, ...segmentChinese(text)])].filter(
      (token) => token !== '',
    );
  }

  function segmentChinese(text) {
    return (text.match(/[\u3400-\u9fff]+/g) ?? []).flatMap((run) => [...segmenter.segment(run)].map(({ segment }) => segment));
  }

  /** A query by a name must not find everything with one of its parts, and little words are in every text. */
  function tokenizeQuery(text) {
    const names = text.match(/[A-Za-z0-9][A-Za-z0-9_./-]*/g) ?? [];
    return [...names.filter((name) => !/^(a|an|the|of|to|for|in|my|how)$/.test(name)), ...segmentChinese(text)];
  }

  const index = new MiniSearch({
    fields: ['title', 'text', 'places'],
    tokenize,
    extractField: (entry, field) => (field === 'places' ? entry.places.map(([name]) => name).join(' ') : entry[field]),
  });
  index.addAll(entries.map((entry, id) => ({ id, ...entry })));

  const boosts = { operation: 4, deprecated: 2.5, code: 3, page: 2.5, region: 2, status: 2, field: 1.5, value: 1.5, deviation: 0.15 };
  /** Readers look for fields to send rather than to receive. */
  const getBoost = ({ kind, places }) => boosts[kind] * (kind === 'field' && /#(body|path|query|header)\./.test(places[0][1]) ? 1.5 : 1);

  function find(text, combineWith) {
    return index.search(text, {
      combineWith,
      tokenize: tokenizeQuery,
      prefix: (term) => term.length > 1,
      fuzzy: (term) => (/^[a-z_]{5,}$/i.test(term) ? 0.2 : false),
      boost: { title: 4 },
      // What is called exactly so comes first, however common its name is.
      boostDocument: (id) => getBoost(entries[id]) * (entries[id].title === text ? 10 : 1),
    });
  }

  function search(query) {
    const all = find(query, 'AND');
    const synonym = synonyms[query.toLowerCase()];
    const found = [...all.filter(({ id }) => entries[id].title === query), ...(synonym ? find(synonym, 'AND') : []), ...all];
    // Nothing has all words of the query: what has most of them comes first.
    return found.length > 0 ? [...new Map(found.map((each) => [each.id, each])).values()] : find(query, 'OR');
  }

  globalThis.showSearch = () => {
    const query = input.value.trim();
    const found = query === '' ? [] : search(query);
    list.replaceChildren(...found.slice(0, 30).map(({ id }) => createItem(entries[id])));
    status.textContent = query !== '' && found.length === 0 ? dialog.dataset.nothing.replace('{query}', query) : '';
  };

  /** The whole entry leads to its first place; the others stand below it, the sixth and later ones behind a button. */
  function createItem({ kind, title, text, places }) {
    const [[, href]] = places;
    const contents = [
      createElement('strong', {}, title),
      createElement('div', { className: 'text' }, text.replaceAll('`', '').slice(0, 200)),
    ];
    const links = places.filter(([name]) => name !== '').map(([name, other]) => createElement('a', { href: new URL(other, base) }, name));
    const more = createElement('div', { className: 'places' }, ...links.slice(0, 5));
    if (links.length > 5) more.append(createButton(`+${links.length - 5}`, ({ target }) => target.replaceWith(...links.slice(5))));
    const kindName = createElement('span', { className: 'kind' }, dialog.dataset[kind]);
    return createElement('li', {}, kindName, createElement('a', { href: new URL(href, base) }, ...contents), more);
  }

  input.addEventListener('input', globalThis.showSearch);
  list.addEventListener('click', ({ target }) => target.closest('a') && dialog.close());
  dialog.addEventListener('keydown', (event) => {
    // An input method is still composing the word, as for Chinese.
    if (event.isComposing) return;
    const links = [...list.querySelectorAll('li > a')];
    const at = links.indexOf(document.activeElement);
    if (event.key === 'ArrowDown') (links[at + 1] ?? links[0])?.focus();
    else if (event.key === 'ArrowUp') (at > 0 ? links[at - 1] : input)?.focus();
    else if (event.key === 'Enter' && document.activeElement === input) links[0]?.click();
    // Some browsers would only empty the field.
    else if (event.key === 'Escape') dialog.close();
    else return;
    event.preventDefault();
  });
})();
