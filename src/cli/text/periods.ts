import type { ClosedPeriod } from '../../contract/closing.js';
import type { Acknowledgement, OpenCounts, PeriodStatus, ProposedRevision, ReopenedPeriod } from '../../contract/periods.js';
import type { Signature, Signed } from '../../contract/sign-offs.js';
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
  const rows = periods.map(one => {
    const { client, period, state, revision, evaluation, sources, late } = one;
    return [
      client,
      period,
      idOrName(language, 'periodStates', state),
      String(revision),
      evaluation?.id ?? '–',
      evaluation === null ? '–' : String(evaluation.as_of_batch),
      sources.length === 0 ? '–' : completeText(sources, language),
      String(late.length),
      signatoriesOf(one),
    ];
  });
  const head = say(
    language,
    'client|period|state|revision|evaluation|batch|sources|late batches|signed off',
    '客户|期间|状态|版次|评价|批次|数据源|迟到批次|签认',
  ).split('|');
  const table = textTable([head, ...rows], [3, 5, 6, 7]);
  const notes = periods.flatMap(one => notesOf(one, language, zone));
  return notes.length === 0 ? table : [table, '', ...notes].join('\n');
}

/** Who signed the revision that is closed. */
const signatoriesOf = ({ state, revision, signed_off: signed }: PeriodStatus): string => {
  const own = signed.filter(one => state === 'closed' && one.revision === revision);
  return own.length === 0 ? '–' : own.map(({ by }) => by).join(', ');
};

function completeText(sources: PeriodStatus['sources'], language: Language): string {
  const complete = sources.filter(source => source.is_complete).length;
  return say(language, `${complete} of ${sources.length}`, `${complete}/${sources.length}`);
}

function notesOf(
  { client, period, sources, uncovered, late, history, state, revision, proposed, signed_off: signed }: PeriodStatus,
  language: Language,
  zone: string,
): readonly string[] {
  const missing = sources.filter(source => !source.is_complete && state !== 'closed');
  const notes = [
    ...missing.map(source => missingSourceText(source, language, zone)),
    ...uncovered.map(one => uncoveredText(one, language)),
    ...late.map(batch => lateBatchText(batch, language)),
    ...(proposed === null ? [] : [proposedText(proposed, language)]),
    ...history.map(one => historyText(one, language, zone)),
    ...signed.map(one => signatureText(one, language, zone)),
    ...(state === 'closed' ? unsignedText(revision, signed, language) : []),
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

const waysEn = { paper: 'on paper', mail: 'by mail' } as const;
const waysZh = { paper: '纸质', mail: '邮件' } as const;

function signatureText(
  { revision, by, at: instant, received, recorded_by, signed_on: on, note }: Signature,
  language: Language,
  zone: string,
): string {
  const at = timeText(zone, instant);
  const remark = note === null ? '' : say(language, ` (${note})`, `（${note}）`);
  return received === 'key'
    ? say(
        language,
        `revision ${revision} signed off by ${by} at ${at}${remark}.`,
        `第 ${revision} 版由 ${by} 于 ${at} 签认${remark}。`,
      )
    : say(
        language,
        `revision ${revision} signed off by ${by} ${waysEn[received]}${on === null ? '' : ` on ${on}`}, recorded by ${recorded_by ?? ''} at ${at}${remark}.`,
        `第 ${revision} 版由 ${by} ${on === null ? '' : `于 ${on} `}签认（${waysZh[received]}），${recorded_by ?? ''} 于 ${at} 登记${remark}。`,
      );
}

/** That the closed revision is not signed, where an earlier one was. */
function unsignedText(revision: number, signed: readonly Signature[], language: Language): readonly string[] {
  const last = signed.at(-1);
  if (last === undefined || last.revision === revision) return [];
  return [
    say(
      language,
      `revision ${revision} is not signed off; the last that was signed is revision ${last.revision}.`,
      `第 ${revision} 版尚未签认；最近签认的是第 ${last.revision} 版。`,
    ),
  ];
}

/** A signature that was recorded. */
export function signedText({ client, period, revision, by, is_new: isNew }: Signed, language: Language): string {
  return isNew
    ? say(
        language,
        `Recorded: ${by} signed off ${client} ${period}, revision ${revision}.`,
        `已登记：${by} 签认了 ${client} ${period} 第 ${revision} 版。`,
      )
    : say(
        language,
        `${by} had signed off ${client} ${period}, revision ${revision}, before; nothing changes.`,
        `${by} 此前已签认 ${client} ${period} 第 ${revision} 版，没有变化。`,
      );
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
