import { isDeepStrictEqual } from 'node:util';
import type { Document } from '@dli-openapi/openapi';
import { getNode, joinPointer } from '@dli-openapi/openapi';
import type { Change } from './change.ts';
import { Changes } from './change.ts';
import { compareOperations } from './compare-operations.ts';
import { compareSecurity } from './compare-security.ts';
import { compareServers } from './compare-servers.ts';
import { compareTexts } from './editorial.ts';
import { factRule } from './keyword-rules.ts';

/**
 * Compares two bundled documents.
 * @returns each change once, the gravest first
 * @throws {Error} if a reference in one of them leads nowhere
 */
export function compareDocuments(before: Document, after: Document): Change[] {
  const changes = new Changes();
  compareDialects(before, after, changes);
  compareServers(before, after, changes);
  compareSecurity(before, after, changes);
  compareOperations(before, after, changes);
  compareNames(before, after, changes);
  compareErrorCodes(before, after, changes);
  compareTexts(before, after, changes);
  const all = changes.all();
  if (all.length > 0 || isDeepStrictEqual(before, after)) return all;
  changes.add({ kind: 'editorial', place: 'the document', what: 'says the same in another way', pointer: '' });
  return changes.all();
}

/** Tools read the document by its version and dialect. A patch of OpenAPI changes no meaning. */
function compareDialects(before: Document, after: Document, changes: Changes): void {
  const versions = [before, after].map(({ openapi }) => String(openapi).replace(/\.\d+$/, ''));
  if (versions[0] !== versions[1])
    changes.add({ kind: 'breaking', place: 'the document', what: `openapi ${before.openapi} → ${after.openapi}`, pointer: '/openapi' });
  if (before.jsonSchemaDialect !== after.jsonSchemaDialect)
    changes.add({ kind: 'breaking', place: 'the document', what: 'the dialect of its schemas is another', pointer: '/jsonSchemaDialect' });
}

/** Generators name types after schemas. */
function compareNames(before: Document, after: Document, changes: Changes): void {
  const names = getNode(after.components, 'schemas');
  for (const name of Object.keys(getNode(before.components, 'schemas')))
    if (!(name in names))
      changes.add({ kind: 'breaking', place: name, what: 'is gone', pointer: joinPointer('/components/schemas', name) });
}

function compareErrorCodes(before: Document, after: Document, changes: Changes): void {
  const [old, now] = [getNode(before, 'x-dli-error-codes'), getNode(after, 'x-dli-error-codes')];
  for (const code of Object.keys({ ...old, ...now })) {
    const pointer = joinPointer('/x-dli-error-codes', code);
    const place = `error code ${code}`;
    if (code in old !== code in now) {
      changes.add({ kind: code in old ? 'breaking' : 'additive', place, what: code in old ? 'is gone' : 'is new', pointer });
      continue;
    }
    const [was, is] = [getNode(old, code), getNode(now, code)];
    for (const word of Object.keys({ ...was, ...is })) {
      if (isDeepStrictEqual(was[word], is[word])) continue;
      for (const { kind, what } of factRule(word, was[word], is[word], 'response'))
        changes.add({ kind, place, what, pointer: joinPointer(pointer, word) });
    }
  }
}
