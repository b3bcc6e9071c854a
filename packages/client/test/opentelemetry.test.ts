import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { describe, expect, it } from 'vitest';
import { createTracingHooks } from '../src/opentelemetry.ts';
import { catchRejection, createClient, listen, startService } from './service.ts';

function tracing() {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  return { hooks: createTracingHooks(provider.getTracer('test')), spans: () => exporter.getFinishedSpans() };
}

describe('createTracingHooks', () => {
  it('make a client span of a request, by the conventions for HTTP', async () => {
    const { hooks, spans } = tracing();
    const { baseUrl, dli } = await startService({ headers: { 'x-request-id': 'r1' }, body: {} }, { hooks });
    await dli.listFlinkJobs({ name: 'a' });
    const [span, ...others] = spans();
    expect(others).toEqual([]);
    expect(span).toMatchObject({
      name: 'GET /v1.0/{project_id}/streaming/jobs',
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.UNSET },
      ended: true,
    });
    expect(span?.attributes).toEqual({
      'http.request.method': 'GET',
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(baseUrl).port),
      'url.full': `${baseUrl}/v1.0/p1/streaming/jobs`,
      'url.template': '/v1.0/{project_id}/streaming/jobs',
      'dli.operation': 'listFlinkJobs',
      'http.response.status_code': 200,
      'http.response.header.x-request-id': ['r1'],
    });
  });

  it.each([
    ['https://dli.test', 443],
    ['http://dli.test', 80],
  ])('know the port of %s', async (baseUrl, port) => {
    const { hooks, spans } = tracing();
    await createClient(baseUrl, { hooks, fetch: async () => Response.json({}) }).listFlinkJobs();
    expect(spans()[0]?.attributes).toMatchObject({ 'server.address': 'dli.test', 'server.port': port });
  });

  it('make one span of each attempt, and count them', async () => {
    const { hooks, spans } = tracing();
    const { dli } = await startService({ status: 503 }, { hooks });
    await catchRejection(dli.listFlinkJobs());
    expect(spans().map(({ attributes }) => attributes['http.request.resend_count'])).toEqual([undefined, 1, 2]);
    expect(spans()[0]).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'http.response.status_code': 503, 'error.type': '503' },
    });
  });

  it('end the span of an attempt that received no response, and say why', async () => {
    const { hooks, spans } = tracing();
    const baseUrl = await listen((request) => request.socket.destroy());
    await catchRejection(createClient(baseUrl, { hooks, maxAttempts: 1 }).listFlinkJobs());
    expect(spans()).toMatchObject([
      {
        ended: true,
        status: { code: SpanStatusCode.ERROR, message: expect.stringContaining('received no response') },
        attributes: { 'error.type': 'DliConnectionError' },
      },
    ]);
  });

  it('name a raw call by its method alone', async () => {
    const { hooks, spans } = tracing();
    const { dli } = await startService({ body: {} }, { hooks });
    await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path: { project_id: 'p' } } });
    expect(spans()).toMatchObject([{ name: 'GET' }]);
    expect(spans()[0]?.attributes).not.toHaveProperty('url.template');
  });
});
