// Bundles the document in a thread of its own, so that all its languages are bundled at the same time.
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Document } from '@dli-openapi/openapi';
import { specFolder } from '@dli-openapi/openapi/files';
import { bundleDocument } from './bundle-document.ts';

if (!isMainThread) parentPort?.postMessage(bundleDocument(specFolder, workerData as string));

/**
 * Bundles an API of the document's `redocly.yaml`.
 * @throws {Error} with the bundler's message
 */
export async function bundleInThread(api: string): Promise<Document> {
  const [document] = await once(new Worker(new URL(import.meta.url), { workerData: api }), 'message');
  return document as Document;
}
