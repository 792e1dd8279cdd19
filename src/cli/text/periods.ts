import type { ClosedPeriod } from '../../contract/closing.js';
import type { Acknowledgement, OpenCounts, PeriodStatus, ProposedRevision, ReopenedPeriod } from '../../contract/periods.js';
import type { Language } from '../../facts/label.js';
import { namesZh } from '../../words/zh.js';
import { say } from '../../words/say.js';
import { amendmentName } from './amendments.js';
import { openCountsText } from './closing-preview.js';
import { missingSourceText } from './missing-source.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';
import { timeText } from './time-text.js';

/** How periods stand: a line each, then what is missing, waived or late, and what happened. */
export function periodStatusText(periods: readonly PeriodStatus[], language: Language, zone: string): string {
  if (periods.length === 0) return say(language, 'No period has been evaluated yet.', '尚未评价任何期间。');
  const rows = periods.map(({ client, period, state, revision, evaluation, sources, late }) => [
    client,
    period,
    idOrName(language, 'periodStates', state),
    String(revision),
    evaluation?.id ?? '–',
    evaluation === null ? '–' : String(evaluation.as_of_batch),
    sources.length === 0 ? '–' : completeText(sources, language),
    String(late.length),
  ]);
  const head = say(
    language,
    'client|period|state|revision|evaluation|batch|sources|late batches',
    '客户|期间|状态|版次|评价|批次|数据源|迟到批次',
  ).split('|');
  const table = textTable([head, ...rows], [3, 5, 6, 7]);
  const notes = periods.flatMap(one => notesOf(one, language, zone));
  return notes.length === 0 ? table : [table, '', ...notes].join('\n');
}

function completeText(sources: PeriodStatus['sources'], language: Language): string {
  const complete = sources.filter(source => source.is_complete).length;
  return say(language, `${complete} of ${sources.length}`, `${complete}/${sources.length}`);
}

function notesOf(
  { client, period, sources, uncovered, late, history, state, proposed }: PeriodStatus,
  language: Language,
  zone: string,
): readonly string[] {
  const missing = sources.filter(source => !source.is_complete && state !== 'closed');
  const notes = [
    ...missing.map(source => missingSourceText(source, language)),
    ...uncovered.map(one => uncoveredText(one, language)),
    ...late.map(batch => lateBatchText(batch, language)),
    ...(proposed === null ? [] : [proposedText(proposed, language)]),
    ...history.map(one => historyText(one, language, zone)),
  ];
  return notes.map(note => `${client} ${period}${say(language, ': ', '：')}${note}`);
}

function uncoveredText({ fact, field, facts, of }: PeriodStatus['uncovered'][number], language: Language): string {
  return say(
    language,
    `${field} was not recorded for ${facts} of ${of} facts of kind ${fact}: no source of it covers them, so they are undetermined where a metric needs it.`,
    `${of} 条${namesZh.factKinds[fact]}中有 ${facts} 条未记录 ${field}：提供该字段的数据源均不覆盖，需要它的指标无法判定这些事实。`,
  );
}

function lateBatchText({ batch, file, facts, withdraws }: PeriodStatus['late'][number], language: Language): string {
  const what = withdraws === null ? (file ?? '') : say(language, `withdraws batch ${withdraws}`, `撤回批次 ${withdraws}`);
  return say(
    language,
    `late batch ${batch} (${what}) touches ${facts} fact${facts === 1 ? '' : 's'}.`,
    `迟到批次 ${batch}（${what}）涉及 ${facts} 条事实。`,
  );
}

function proposedText({ revision, amendments, evaluation }: ProposedRevision, language: Language): string {
  const because = amendments.map(({ kind, number, state, decided_by: by }) =>
    say(
      language,
      `${kind} ${number} was ${state} by ${by}`,
      `${by} ${namesZh.amendmentStates[state]}${amendmentName(kind, number, language)}`,
    ),
  );
  const figures =
    evaluation === null
      ? say(language, 'No figure differs.', '数字没有差异。')
      : say(
          language,
          `Its figures are evaluation ${evaluation}; period reopen and period close make it.`,
          `其数字见评价 ${evaluation}；依次执行 plumbline period reopen 和 plumbline period close 后生效。`,
        );
  return say(
    language,
    `revision ${revision} is proposed: ${because.join(', ')}. ${figures}`,
    `提议第 ${revision} 版：${because.join('，')}。${figures}`,
  );
}

function historyText(
  { kind, revision, evaluation, reason, waivers = [], acknowledged, by, at: instant }: PeriodStatus['history'][number],
  language: Language,
  zone: string,
): string {
  const at = timeText(zone, instant);
  if (kind === 'reopening')
    return say(
      language,
      `reopened as revision ${revision} by ${by} at ${at}: ${reason ?? ''}`,
      `由 ${by} 于 ${at} 重开为第 ${revision} 版：${reason ?? ''}`,
    );
  const without = waivers.map(waiver =>
    say(language, ` Without ${waiver.source}: ${waiver.reason}`, `豁免 ${waiver.source}：${waiver.reason}`),
  );
  const open = acknowledged === undefined ? '' : acknowledgedText(acknowledged, language);
  return say(
    language,
    `revision ${revision} closed by ${by} at ${at} with ${evaluation ?? ''}.${without.join('')}${open === '' ? '' : ` ${open}`}`,
    `第 ${revision} 版由 ${by} 于 ${at} 关账，评价 ${evaluation ?? ''}。${without.join('；')}${open}`,
  );
}

/** What was acknowledged as open at a closing, and why: `Acknowledged as open: 2 figures, 1 request. Reason: …`. */
function acknowledgedText({ reason, ...counts }: Acknowledgement, language: Language): string {
  const open = openCountsText(counts, language);
  return say(language, `Acknowledged as open: ${open}. Reason: ${reason}`, `确认的未决事项：${open}。理由：${reason}`);
}

/** What was open, and closed without a reason; nothing where a waiver says all. */
function unacknowledgedText(open: OpenCounts, language: Language): string {
  const counted = openCountsText({ ...open, missing: 0 }, language);
  if (counted === '') return '';
  return say(language, `Open when it was closed: ${counted}.`, `关账时未决：${counted}。`);
}

/** A period that was closed. */
export function closedText(
  { client, period, revision, evaluation, waivers, acknowledged, open: counts }: ClosedPeriod,
  language: Language,
): string {
  const sources = waivers.map(({ source }) => source);
  const without = sources.length === 0 ? '' : say(language, `, without ${sources.join(', ')}`, `，豁免 ${sources.join('、')}`);
  const open = acknowledged === null ? unacknowledgedText(counts, language) : acknowledgedText(acknowledged, language);
  return say(
    language,
    `${client} ${period} is closed at revision ${revision} with evaluation ${evaluation}${without}.${open === '' ? '' : ` ${open}`}`,
    `${client} ${period} 已关账：第 ${revision} 版，评价 ${evaluation}${without}。${open}`,
  );
}

/** A period that was reopened. */
export function reopenedText({ client, period, revision }: ReopenedPeriod, language: Language): string {
  const scorecard = `plumbline scorecard --period ${period} --revision ${revision - 1}`;
  return say(
    language,
    `${client} ${period} is reopened as revision ${revision}. Revision ${revision - 1} stays: ${scorecard}`,
    `${client} ${period} 已重开为第 ${revision} 版。第 ${revision - 1} 版保持不变：${scorecard}`,
  );
}
