import type { Language } from '../facts/label.js';
import { type RespondentGroup } from '../facts/survey.js';
import { capital } from '../words/name.js';
import { namesOf } from '../words/names.js';
import { millisOf, type ScorecardInput } from './input.js';
import { plainText } from './plain-text.js';
import { type Cell, cell, type Row } from './sheet.js';
import { isOfPeriod, type WaveGroup, type WaveSummary } from './waves.js';
import { say } from '../words/say.js';

/** Of the client in the singular: `audit workbook` holds the texts of workbooks that exist against these. */
const groupName = (group: RespondentGroup, language: Language): string =>
  capital(group === 'client' ? namesOf(language).dimensions.client : namesOf(language).respondentGroups[group]);

/** The waves behind the surveyed figures: how many were asked, how many answered, and whether they still speak for the client. */
export function waveRows({ waves = [], language, client, evaluation }: ScorecardInput): readonly Row[] {
  if (waves.length === 0) return [];
  const heads = say(
    language,
    'Survey wave|Asked|Share|Invited|Respondents|Response rate|State',
    '调查批次|调查对象|权重|邀请人数|答卷人数|回收率|状态',
  ).split('|');
  const right = [3, 4, 5];
  return [
    { cells: [cell(say(language, 'Surveys', '调查'), 'section', { span: 11 })], height: 26 },
    { cells: heads.map((head, i) => cell(head, right.includes(i) ? 'headerRight' : 'header')), height: 32 },
    ...waves.flatMap(wave =>
      wave.groups.map(one => {
        const cells: readonly Cell[] = [
          cell(plainText(wave.wave, 40), 'text'),
          cell(groupName(one.group, language), 'text'),
          cell(one.share, 'text'),
          cell(one.invited, 'number', { format: '0' }),
          cell(one.respondents, 'number', { format: '0' }),
          cell(one.response_rate, 'number', one.response_rate === null ? {} : { format: '0.0 %' }),
          cell(`${stateText(wave, evaluation.document, client, language)}${excess(one, language)}`, 'text', { span: 5 }),
        ];
        return { cells, height: 18 };
      }),
    ),
  ];
}

/** A rate above 100 % is none. */
const excess = ({ more_than_invited: isMore }: WaveGroup, language: ScorecardInput['language']): string =>
  isMore ? say(language, ' · ! more answered than were invited', ' · ! 答卷人数多于邀请人数') : '';

function stateText(
  wave: WaveSummary,
  { from, to, time_zone }: ScorecardInput['evaluation']['document'],
  { months }: ScorecardInput['client'],
  language: ScorecardInput['language'],
): string {
  const belongs = isOfPeriod(
    wave,
    { time_zone, ...(months === undefined ? {} : { months }) },
    { from: millisOf(from), to: millisOf(to) },
  );
  const stale = say(language, `stale since ${wave.stale_after}`, `自 ${wave.stale_after} 起已过期`);
  const whose = belongs
    ? say(language, 'of this period', '属于本期')
    : say(language, `of ${wave.periods?.join(', ') ?? 'no period'}`, `属于 ${wave.periods?.join('、') ?? '未定期间'}`);
  return wave.stale ? `${whose} · ${stale}` : whose;
}
