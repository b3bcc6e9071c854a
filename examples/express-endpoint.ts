// Serves a query's rows as JSON: node express-endpoint.ts, then curl http://127.0.0.1:3000/customers/7/orders
import type { DliClient } from '@dli-openapi/client';
import { DliSqlJobError, runSql, stringifyJson } from '@dli-openapi/client';
import express from 'express';
import { createClient } from './client.ts';

/** An application that runs one query for each request, and cancels it when the caller hangs up. */
export function createApp(dli: DliClient): express.Express {
  const app = express();
  app.get('/customers/:customer/orders', async (request, response) => {
    const { customer } = request.params;
    if (!/^\d{1,18}$/.test(customer)) return void response.status(400).json({ error: 'A customer is a number.' });
    const controller = new AbortController();
    response.on('close', () => controller.abort());
    const { signal } = controller;
    const sql = `select id, total from sales.orders where customer = ${customer} limit 100`;
    try {
      const result = await runSql<{ id: bigint; total: string }>(dli, sql, { signal, cancelOnAbort: true, timeout: 60_000 });
      // Unlike `response.json`, this writes a bigint.
      response.type('json').send(stringifyJson(result.toArray()));
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof DliSqlJobError)) throw error;
      console.error(error.message);
      response.status(error.reason === 'timeout' ? 504 : 502).json({ error: 'The query failed.', job: error.jobId });
    }
  });
  return app;
}

if (process.argv[1] === import.meta.filename) createApp(createClient()).listen(3000, '127.0.0.1');
