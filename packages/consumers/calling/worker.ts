// For edge workers: takes the place as the body of a request, answers with the outcome.
import { absent } from './absent.ts';
import type { Place } from './place.ts';
import { run } from './program.ts';

export default {
  fetch: async (request: Request): Promise<Response> =>
    Response.json({ absent: absent(), ...(await run((await request.json()) as Place)) }),
};
