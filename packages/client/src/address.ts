import { DliConfigurationError } from './errors.ts';

/**
 * The address of a service, without a slash at its end: `http:` or `https:`, host, port and path. A user, a password, a query
 * or a fragment is refused, also an empty one.
 * @param name What the address is called in the message, which does not show it: it may hold a password.
 * @throws {DliConfigurationError} if it is anything else
 */
export function readAddress(name: string, given: string | URL): string {
  const address = String(given);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // A URL drops what is empty, and takes a backslash for a slash, so the text is looked at. Encoded signs are mistakes as well.
  const isBare = /^https?:\/\/[^\s\\/?#@]+(?:\/[^\s\\?#]*)?$/i.test(address) && !/%(?:23|3f|40)/i.test(address);
  if (url && isBare) return url.href.replace(/\/+$/, '');
  throw new DliConfigurationError(
    `${name} is not a URL of http: or https:, host, port and path only, such as https://gateway.example.com/dli.`,
  );
}
