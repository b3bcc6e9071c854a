import { expect, it } from 'vitest';
import { readShownDeviations, readShownSources } from '../src/shown-deviations.ts';
import { useFolder } from './rule-fixture.ts';

const files = {
  'deviations/jobs.yaml': [
    {
      id: 'job-ids-are-long',
      operations: ['listJobs'],
      differences: [{ at: 'query.limit', maxLength: { page: 'every job', document: 'More' } }],
      reason: 'More is accepted.',
      evidence: ['seed query.limit'],
    },
  ],
  'sources.yaml': { seed: { title: 'A page', url: 'https://example.com/' } },
  'translations/zh-CN/all.yaml': {
    'Job IDs are long': '作业ID较长',
    'max length': '最大长度',
    'every job': '所有作业',
    'More is accepted.': '实际接受更多。',
    'A page': '一个页面',
    More: '其他',
  },
};

it('deviations and their sources are shown in a language; names stay, and values that look like texts', () => {
  const difference = { operations: ['listJobs'], at: ['query.limit'], rule: 'maxLength', document: 'More' };
  const entry = { id: 'job-ids-are-long', family: 'jobs', evidence: ['seed query.limit'] };
  expect(useFolder(files, (folder) => ['en', 'zh-CN'].map((language) => readShownDeviations(language, folder)))).toEqual([
    [
      {
        ...{ ...entry, title: 'Job IDs are long', reason: 'More is accepted.' },
        differences: [{ ...difference, name: 'max length', page: 'every job' }],
      },
    ],
    [
      {
        ...{ ...entry, title: '作业ID较长', reason: '实际接受更多。' },
        differences: [{ ...difference, name: '最大长度', page: '所有作业' }],
      },
    ],
  ]);
  expect(useFolder(files, (folder) => readShownSources('zh-CN', folder))).toEqual({
    seed: { title: '一个页面', url: 'https://example.com/' },
  });
});

it('a language without translations is refused', () => {
  expect(() => useFolder(files, (folder) => readShownDeviations('de', folder))).toThrow(
    'There are no translations into de, only into zh-CN.',
  );
});
