import { createDliClient, createFunctionAuthentication, signRequest } from '@dli-openapi/client';
import { createClient, type Place } from './place.ts';
import { keys, token } from './secrets.ts';

/** Runs calls with each kind of credentials. */
export async function runCredentials(place: Place) {
  const { service, vectors, vectorKeys } = place;
  const iam = { user: 'user', password: keys.secretAccessKey, domain: 'account', endpoint: `${service}/iam` };
  let requested = 0;
  const renewed = createClient(place, 'token', {
    credentials: createFunctionAuthentication(async () => ({ token: ++requested === 1 ? 'an-old-token' : token })),
  });
  const many = await Promise.all(Array.from({ length: 20 }, () => renewed.showFlinkJob({ job_id: 104 })));
  return {
    vectors: vectors.length,
    wrongVectors: vectors.filter(({ request, authorization }) => signRequest(request, vectorKeys).authorization !== authorization).length,
    exchanged: (await createClient(place, 'token', { credentials: { iam } }).showFlinkJob({ job_id: 104 })).is_success,
    renewed: { responses: many.length, requested },
    environment: await callFromEnvironment(service),
  };
}

/** Runs a call without the option `credentials`. The tests set the variables if there is an environment. */
async function callFromEnvironment(service: string): Promise<string> {
  try {
    const { is_success } = await createDliClient({ baseUrl: `${service}/signed` }).createFlinkSqlJob({ name: 'job' });
    return `signed: ${is_success}`;
  } catch (error) {
    return String((error as Error).name);
  }
}
