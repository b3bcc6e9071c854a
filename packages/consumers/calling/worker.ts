// For edge workers: reads the place from the body of a request, and responds with the outcome.
import { listAbsent } from './absent.ts';
import type { Place } from './place.ts';
import { run } from './program.ts';

export default {
  fetch: async (request: Request): Promise<Response> =>
    Response.json({ absent: listAbsent(), ...(await run((await request.json()) as Place)) }),
};
