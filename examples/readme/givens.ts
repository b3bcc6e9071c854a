// The names that the pages' blocks use without declaring them.
import { createDliClient } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';

export const projectId = '330e068af1334c9782f4226acc00a2e2';
export const token = 'any';
export const mock = createMock();
export const dli = createDliClient({ region: 'cn-north-4', projectId, credentials: { token } });

export async function newToken(): Promise<string> {
  return token;
}
