import { createDliCore, DliWaitError, listPages, parseJson, waitForFlinkJob } from '@dli-openapi/client';
import { createTracingHooks, type Span } from '@dli-openapi/client/opentelemetry';
import { listFlinkJobs } from '@dli-openapi/client/operations';
import { checkInput, stringifyStaticEstimator } from '@dli-openapi/client/validation';
import { createClient, type Place } from './place.ts';
import { token } from './secrets.ts';

/** Runs what the package has beside calls. */
export async function runHelpers(place: Place) {
  const seen: unknown[] = [];
  const options = { until: 'job_running', interval: 1, grace: 0, onProgress: ({ state }: { state: unknown }) => seen.push(state) } as const;
  const waited = await waitForFlinkJob(createClient(place, 'starting'), { job_id: 104 }, options);
  const failed = await waitForFlinkJob(createClient(place, 'failing'), { job_id: 104 }, options).catch((error: unknown) => error);

  const ids: unknown[] = [];
  for await (const { job_id } of createClient(place, 'list').listFlinkJobs.items({ limit: 70 })) ids.push(job_id);
  const core = createDliCore({ baseUrl: `${place.service}/list`, projectId: 'p1', credentials: { token }, validate: checkInput });
  const sizes: unknown[] = [];
  for await (const page of listPages(core, listFlinkJobs)) sizes.push(page.job_list?.jobs?.length);

  return {
    waited: { status: waited.status, seen: seen.slice(0, 3) },
    failed: failed instanceof DliWaitError && [failed.name, failed.reason, failed.state],
    items: [ids.length, new Set(ids).size, ids.at(-1)],
    pages: sizes,
    spans: await recordSpans(place),
    json: String((parseJson('{"id":9007199254740993}') as { id: unknown }).id),
    jsonString: stringifyStaticEstimator({ operator_list: [{ id: 'a', rate_factor: 1.5 }] }),
  };
}

async function recordSpans(place: Place): Promise<string[]> {
  const spans: string[] = [];
  const startSpan = (name: string, { attributes }: { attributes: Record<string, unknown> }): Span => ({
    setAttributes: (more) => Object.assign(attributes, more),
    setStatus: () => undefined,
    end: () => spans.push(`${name} ${attributes['http.response.status_code']}`),
  });
  await createClient(place, 'token', { hooks: createTracingHooks({ startSpan }) }).showFlinkJob({ job_id: 104 });
  return spans;
}
