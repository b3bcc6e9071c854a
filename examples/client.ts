import type { DliClient, DliClientOptions } from '@dli-openapi/client';
import { createDliClient } from '@dli-openapi/client';

/** Creates a client for the endpoint, project and token in the environment. */
export function createClient(options: DliClientOptions = {}): DliClient {
  const { DLI_ENDPOINT, DLI_PROJECT_ID, DLI_TOKEN } = process.env;
  if (!DLI_ENDPOINT || !DLI_PROJECT_ID || !DLI_TOKEN) {
    throw new Error('Set DLI_ENDPOINT, DLI_PROJECT_ID and DLI_TOKEN. With the mock: http://127.0.0.1:4010, any project, any token.');
  }
  return createDliClient({ baseUrl: DLI_ENDPOINT, projectId: DLI_PROJECT_ID, credentials: { token: DLI_TOKEN }, ...options });
}
