// Credentials from a file, in run times that have files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { commands } from '../src/runtimes.ts';

const { folder } = inject('project');

const program = `
  import { createDefaultAuthentication, createDliClient } from '@dli-openapi/client';
  const fetch = async (url, { headers }) => Response.json({ url, access: /Access=([^,]*)/.exec(headers.authorization)[1] });
  const credentials = createDefaultAuthentication({ environment: false, profile: 'home/credentials', metadata: false });
  console.log(JSON.stringify(await createDliClient({ region: 'cn-north-4', projectId: 'p7', credentials, fetch }).listFlinkJobs()));
`;

it.each(Object.entries(commands).flatMap(([name, execute]) => (execute ? [{ name, execute }] : [])))(
  'a profile is read in $name',
  async ({ execute }) => {
    mkdirSync(join(folder, 'home'), { recursive: true });
    writeFileSync(join(folder, 'home/credentials'), '[basic]\nak = of-profile\nsk = secret\n');
    writeFileSync(join(folder, 'profile.mjs'), program);
    expect(JSON.parse(await execute(folder, 'profile.mjs'))).toEqual({
      url: 'https://dli.cn-north-4.myhuaweicloud.com/v1.0/p7/streaming/jobs',
      access: 'of-profile',
    });
  },
);
