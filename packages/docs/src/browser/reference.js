// Hands the document, which stands in the page as data, to Scalar. Where the mock is on the same address, calls can be tried.
const mockFile = new URL('mock.js', document.currentScript.src);
const scalarFile = new URL('scalar.js', document.currentScript.src);
const dataOf = (id) => JSON.parse(document.getElementById(id).textContent);

// Scalar keeps the browser busy while it starts. What stands in the page is drawn first.
requestAnimationFrame(() => setTimeout(loadScalar));

function loadScalar() {
  const script = document.createElement('script');
  script.src = scalarFile;
  script.onload = start;
  document.head.append(script);
}

function start() {
  const configuration = dataOf('scalar-configuration');
  const content = dataOf('openapi-document');
  if (globalThis.dliMockIsHere) {
    const light = document.getElementById('mock-status');
    const { server, notSentThere } = light.dataset;
    const others = content.servers.map((other) => ({ ...other, description: `${other.description} ${notSentThere}` }));
    content.servers = [{ url: location.origin, description: server }, ...others];
    configuration.hideTestRequestButton = false;
    configuration.authentication = tokenFor(content);
    watch(light);
  }
  document.querySelector('.plain').remove();
  globalThis.Scalar.createApiReference('#reference', {
    ...configuration,
    content,
    generateOperationSlug: (operation) => operation.operationId,
  });
}

/** The light shows whether the server still answers. The file that says that a mock is there comes from it as well. */
async function watch(light) {
  const isAlive = await fetch(mockFile, { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  const text = isAlive ? light.dataset.alive : light.dataset.gone;
  light.classList.toggle('gone', !isAlive);
  light.title = isAlive ? light.dataset.server : '';
  const label = light.querySelector('.text');
  if (label.textContent !== text) label.textContent = text;
  light.hidden = false;
  setTimeout(watch, 5000, light);
}

/** The mock takes any token. A real one has no business here. */
function tokenFor({ components }) {
  const [name] = Object.entries(components.securitySchemes).find(([, scheme]) => scheme.name === 'X-Auth-Token') ?? [];
  return { preferredSecurityScheme: name, securitySchemes: { [name]: { value: 'any' } } };
}

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
