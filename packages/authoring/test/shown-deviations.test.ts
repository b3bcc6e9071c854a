import { describe, expect, it } from 'vitest';
import { shownDeviations } from '../src/shown-deviations.ts';
import { inFolder } from './rule-fixture.ts';

const files = {
  'deviations.yaml': [
    {
      id: 'job-id-is-long',
      operations: ['listJobs'],
      pointers: ['query.limit'],
      rule: 'maxLength',
      page: 'every job',
      document: 'More',
      reason: 'More is taken.',
      evidence: ['a page', 'the SDK'],
    },
  ],
  'translations/zh-CN/all.yaml': {
    'Job ID is long': '作业ID较长',
    'max length': '最大长度',
    'every job': '所有作业',
    'More is taken.': '实际接受更多。',
    'a page': '一个页面',
    'the SDK': 'SDK中的说明',
    More: '其他',
  },
};
const inLanguage = (language: string) => inFolder(files, (folder) => shownDeviations(language, folder));

describe('the deviations as they are shown', () => {
  it('say in English what an entry is called and what differs', () => {
    expect(inLanguage('en')).toMatchObject([
      { title: 'Job ID is long', difference: 'max length', section: 'More', topic: 'more', reason: 'More is taken.' },
    ]);
  });

  it('are in another language where they are words, and keep names, and values that look like words', () => {
    expect(inLanguage('zh-CN')).toEqual([
      {
        id: 'job-id-is-long',
        operations: ['listJobs'],
        pointers: ['query.limit'],
        rule: 'maxLength',
        page: '所有作业',
        document: 'More',
        reason: '实际接受更多。',
        evidence: ['一个页面', 'SDK中的说明'],
        title: '作业ID较长',
        difference: '最大长度',
        section: '其他',
        topic: 'more',
        line: 1,
      },
    ]);
  });

  it('are refused in a language that there are no translations into', () => {
    expect(() => inLanguage('de')).toThrow('There are no translations into de, only into zh-CN.');
  });
});
