// Prepares the workflows for readers, in their language.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNode, type Node } from '@dli-openapi/openapi';
import { specFolder } from '@dli-openapi/openapi/files';
import { parse } from 'yaml';
import { createTranslator, type Translator } from './shown-deviations.ts';

/** The Arazzo document, within the folder of the OpenAPI document. */
export const workflowsFile = 'workflows/workflows.arazzo.yaml';

/** Reads the Arazzo document in a language, such as `en` or `zh-CN`. */
export function readShownWorkflows(language: string, folder = specFolder): Node {
  return showWorkflows(readWorkflows(folder), createTranslator(language, folder)) as Node;
}

/** Reads the Arazzo document as it is written; empty if there is none. */
export function readWorkflows(folder: string): Node {
  const file = join(folder, workflowsFile);
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Node) : {};
}

/** Translates the texts of an Arazzo document, but not what its steps send. */
export function showWorkflows(part: unknown, translator: Translator): unknown {
  if (Array.isArray(part)) return part.map((each) => showWorkflows(each, translator));
  if (!isNode(part)) return part;
  const show = (key: string, value: unknown): unknown => {
    if (key === 'payload') return value;
    const isText = /^(title|summary|description)$/.test(key) && typeof value === 'string';
    return isText ? translator.translate(value) : showWorkflows(value, translator);
  };
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, show(key, value)]));
}
