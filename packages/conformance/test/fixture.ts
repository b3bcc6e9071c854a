import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '@dli-openapi/openapi';
import { parse } from 'yaml';

/** A small document with every kind of fact, new each time. */
export function readFixture(): Document {
  return parse(readFileSync(join(import.meta.dirname, 'fixture.yaml'), 'utf8')) as Document;
}
