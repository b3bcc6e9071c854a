// Hands the document, which stands in the page as data, to Scalar. Where the mock is on the same address, calls can be tried.
const dataOf = (id) => JSON.parse(document.getElementById(id).textContent);

start();

async function start() {
  const configuration = dataOf('scalar-configuration');
  const content = dataOf('openapi-document');
  const light = document.getElementById('mock-status');
  if (globalThis.dliMockIsHere) {
    light.hidden = false;
    content.servers = [{ url: location.origin, description: light.textContent }];
    configuration.hideTestRequestButton = false;
    configuration.authentication = tokenFor(content);
    setInterval(async () => light.classList.toggle('gone', !(await isMockAlive())), 5000);
  }
  globalThis.Scalar.createApiReference('#reference', {
    ...configuration,
    content,
    generateOperationSlug: (operation) => operation.operationId,
  });
}

async function isMockAlive() {
  try {
    return (await fetch('/-/state')).ok;
  } catch {
    return false;
  }
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
