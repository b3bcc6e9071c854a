import { createDliClient, createFunctionAuthentication, signRequest } from '@dli-openapi/client';
import { clientOf, type Place } from './place.ts';
import { keys, token } from './secrets.ts';

/** The ways to prove who calls. */
export async function credentials(place: Place) {
  const { service, vectors, vectorKeys } = place;
  const iam = { user: 'user', password: keys.secretAccessKey, domain: 'account', endpoint: `${service}/iam` };
  let asked = 0;
  const renewed = clientOf(place, 'token', {
    credentials: createFunctionAuthentication(async () => ({ token: ++asked === 1 ? 'an-old-token' : token })),
  });
  const many = await Promise.all(Array.from({ length: 20 }, () => renewed.showFlinkJob({ job_id: 104 })));
  return {
    vectors: vectors.length,
    wrongVectors: vectors.filter(({ request, authorization }) => signRequest(request, vectorKeys).authorization !== authorization).length,
    exchanged: (await clientOf(place, 'token', { credentials: { iam } }).showFlinkJob({ job_id: 104 })).is_success,
    renewed: { answers: many.length, asked },
    environment: await fromEnvironment(service),
  };
}

/** What a client says that is given no credentials. The tests set the variables where there is an environment. */
async function fromEnvironment(service: string): Promise<string> {
  try {
    const { is_success } = await createDliClient({ baseUrl: `${service}/signed` }).createFlinkSqlJob({ name: 'job' });
    return `signed: ${is_success}`;
  } catch (error) {
    return String((error as Error).name);
  }
}
