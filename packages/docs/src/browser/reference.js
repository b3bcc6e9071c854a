// Hands the document, which stands in the page as data, to Scalar.
const dataOf = (id) => JSON.parse(document.getElementById(id).textContent);

globalThis.Scalar.createApiReference('#reference', {
  ...dataOf('scalar-configuration'),
  content: dataOf('openapi-document'),
  generateOperationSlug: (operation) => operation.operationId,
});

// Scalar draws operations as they come near, which moves those below: a jump to a far one can end somewhere else.
// So the one that the address names is brought back until it stays, or until the reader moves on.
let settling;
addEventListener('hashchange', () => {
  clearInterval(settling);
  const until = Date.now() + 4000;
  settling = setInterval(() => {
    const named = document.getElementById(`dli/${decodeURIComponent(location.hash.slice(1))}`);
    const top = named?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > 200) named.scrollIntoView();
    if (Date.now() > until) clearInterval(settling);
  }, 300);
});
for (const gesture of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
  addEventListener(gesture, () => clearInterval(settling), { passive: true });
