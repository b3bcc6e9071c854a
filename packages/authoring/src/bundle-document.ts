import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Document } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { inlineExamples } from './inline-examples.ts';
import { runRedocly } from './redocly.ts';
import { addShownExamples } from './shown-examples.ts';
import { hideUpdateDefaults } from './update-bodies.ts';

/** A `redocly.yaml` that completes the operations and has no other rules. */
export const plainConfiguration = `plugins: [${JSON.stringify(join(import.meta.dirname, 'rules/plugin.ts'))}]\npreprocessors: { dli/complete: on }\n`;

/**
 * Bundles the document of a folder, by the `redocly.yaml` of that folder: every reference is local, and examples stand where
 * they are used.
 * @param api a file of the folder, or an API of its `redocly.yaml`
 * @throws {Error} with the bundler's message
 */
export function bundleDocument(folder: string, api = 'openapi.yaml'): Document {
  const scratch = mkdtempSync(join(tmpdir(), 'bundle-'));
  try {
    const output = join(scratch, 'bundle.json');
    // Examples of different operations share names; inlineExamples takes them back in.
    const { status, stdout, stderr } = runRedocly(folder, 'bundle', api, '-o', output, '--component-renaming-conflicts-severity', 'off');
    if (status !== 0) throw new Error(`${stdout}${stderr}`.trim());
    const document = inlineExamples(readDocument(output)) as Document;
    addShownExamples(document);
    return hideUpdateDefaults(document);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
