import { version } from '../generated/version.ts';

/**
 * What this package calls itself, after the name of the program that uses it. `undefined` in browsers: they send their own,
 * and some ask the service for leave before they send another.
 */
export function userAgentOf(program: string | undefined): string | undefined {
  const runtime = globalThis.navigator?.userAgent;
  if (runtime?.startsWith('Mozilla/')) return undefined;
  return [program, `dli-openapi-client/${version}`, runtime?.replaceAll(' ', '-')].filter(Boolean).join(' ');
}
