import type { SurveyStatus } from '../../contract/surveys.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';

interface TableWords {
  readonly heads: readonly string[];
  readonly notConfigured: string;
  readonly stale: string;
  readonly moreThanInvited: string;
  readonly none: string;
}

const tableWords: Readonly<Record<Language, TableWords>> = {
  en: {
    heads: 'client|wave|periods|group|share|invited|respondents|response rate|answers|last answer|state'.split('|'),
    notConfigured: 'not configured',
    stale: 'stale',
    moreThanInvited: 'more than invited',
    none: 'No wave is configured, and no answers have come.',
  },
  zh: {
    heads: '客户|轮次|期间|对象|占比|邀请数|答复人数|回收率|答复数|最后答复日|状态'.split('|'),
    notConfigured: '未配置',
    stale: '已过期',
    moreThanInvited: '多于邀请数',
    none: '未配置任何调查轮次，也没有收到答复。',
  },
};

/** The waves as a table. */
export function surveyTable(status: readonly SurveyStatus[], language: Language): string {
  const words = tableWords[language];
  const rows = status.flatMap(({ client, waves }) =>
    waves.flatMap(({ wave, periods, groups, last_day, stale }) =>
      groups.map(({ group, invited, respondents, answers, response_rate, more_than_invited, share }) => [
        client,
        wave,
        periods?.join(say(language, ', ', '、')) ?? words.notConfigured,
        idOrName(language, 'respondentGroups', group),
        share ?? '',
        invited === null ? '' : String(invited),
        String(respondents),
        response_rate === null ? '' : `${(response_rate * 100).toFixed(1)} %`,
        String(answers),
        last_day ?? '',
        [...(stale ? [words.stale] : []), ...(more_than_invited ? [words.moreThanInvited] : [])].join(say(language, ', ', '，')),
      ]),
    ),
  );
  if (rows.length === 0) return words.none;
  return textTable([words.heads, ...rows], [5, 6, 7, 8]);
}
