// Where the samples send their calls: the document's first server, its variables at their defaults.
import type { Document } from '@dli-openapi/openapi';

interface Server {
  url: string;
  variables: Record<string, { default: string }>;
}

/** The variables of the server's address, by name. */
export function readDefaults(document: Document): Record<string, string> {
  return Object.fromEntries(Object.entries(readServer(document).variables).map(([name, variable]) => [name, variable.default]));
}

/** The server's address, without a slash at its end. */
export function formatAddress(document: Document): string {
  const values = readDefaults(document);
  return readServer(document).url.replace(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? '');
}

function readServer(document: Document): Server {
  const [server] = document.servers as [Server];
  return server;
}
