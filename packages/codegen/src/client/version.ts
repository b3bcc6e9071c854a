// The version that the client sends as part of User-Agent.
import { formatDocComment } from './doc-comment.ts';

/** Writes the module with the version of the client's package. */
export function writeVersion({ version }: { version: string }): string {
  return `${formatDocComment("This package's version.")}
export const version = ${JSON.stringify(version)};
`;
}
