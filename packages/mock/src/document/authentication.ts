import { MockError } from '../errors.ts';
import type { Document } from '../generated/openapi/index.ts';
import { isNode, step } from '../generated/openapi/index.ts';

/** The ways to authenticate a request, any one of which will do; each lists the headers that it needs. None: anyone may call. */
export type Authentication = string[][];

const algorithm = 'SDK-HMAC-SHA256';

/**
 * Reads an operation's security requirements.
 * @throws {MockError} when they name a scheme that is not a header
 */
export function readAuthentication(document: Document, where: string, security: unknown): Authentication {
  return (Array.isArray(security) ? security : []).filter(isNode).map((requirement) =>
    Object.keys(requirement).map((name) => {
      const scheme = step(document, { node: document, at: '' }, 'components', 'securitySchemes', name)?.node;
      if (scheme?.type !== 'apiKey' || scheme.in !== 'header' || typeof scheme.name !== 'string') {
        throw new MockError(`${where}: the security scheme ${name} is not of type apiKey in a header, the one kind that the mock knows.`);
      }
      return scheme.name.toLowerCase();
    }),
  );
}

/**
 * Whether a request names a token or carries a signature. Neither is checked: a test needs no real one.
 * `Authorization` counts when it begins with the name of the signing algorithm.
 */
export function isAuthenticated(authentication: Authentication, headers: Readonly<Record<string, string>>): boolean {
  if (authentication.length === 0) return true;
  return authentication.some((names) => names.every((name) => isCredential(name, headers[name] ?? '')));
}

/** What a request must send, in words. */
export function authenticationInWords(authentication: Authentication): string {
  const ways = authentication.map((names) =>
    names.map((name) => (name === 'authorization' ? `${name} that begins with ${algorithm}` : name)),
  );
  return `Send the header ${ways.map((names) => names.join(' and ')).join(', or ')}`;
}

function isCredential(header: string, value: string): boolean {
  return header === 'authorization' ? value.startsWith(algorithm) : value.trim() !== '';
}
