// Serves a mock of a document in a file, in its own process, until SIGTERM.
import { readFileSync } from 'node:fs';
import { createMock } from '@dli-openapi/mock';

const [file = '', port = ''] = process.argv.slice(2);
const mock = createMock({ document: JSON.parse(readFileSync(file, 'utf8')) });
await mock.listen({ port: Number(port) });
process.once('SIGTERM', () => mock.close());
