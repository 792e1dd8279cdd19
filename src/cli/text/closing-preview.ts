import type { ClosingPreview, OpenFigure } from '../../contract/closing.js';
import type { OpenCounts } from '../../contract/periods.js';
import { digitsOf } from '../../digits/digits.js';
import type { Language } from '../../facts/label.js';
import { appliedLevel } from '../../reports/applied.js';
import { numberOf, numberText } from '../../reports/number-format.js';
import { namesEn } from '../../words/en.js';
import { say } from '../../words/say.js';
import { namesZh } from '../../words/zh.js';
import { amendmentName } from './amendments.js';
import { namedWithPart } from './contract-figures.js';
import { missingSourceText } from './missing-source.js';
import { timeText } from './time-text.js';

/** What closing would fix, client by client: a line on how it stands, then each thing that is open; last, which earlier periods are not closed. */
export function closingPreviewText(clients: readonly ClosingPreview[], language: Language): string {
  if (clients.length === 0) return say(language, 'There is nothing to close.', '没有可关账的内容。');
  const lines = clients.flatMap(one => [headText(one, language), ...itemsOf(one, language).map(item => `  ${item}`)]);
  return [...lines, ...notClosedLines(clients, language)].join('\n');
}

function headText(shown: ClosingPreview, language: Language): string {
  const { client, period, revision, refused, needs_reason: needsReason } = shown;
  const named = `${client} ${period}${say(language, ': ', '：')}`;
  if (refused !== null)
    return `${named}${say(language, `cannot be closed. ${refused.what}`, `不能关账。${(refused.zh ?? refused).what}`)}`;
  const open = openCountsText(countsOf(shown), language);
  const as = say(language, `revision ${revision}`, `第 ${revision} 版`);
  if (open === '') return `${named}${say(language, `nothing is open; closing makes ${as}.`, `没有未决事项，可关账为${as}。`)}`;
  const how = needsReason
    ? say(language, 'closing takes a reason: --acknowledge REASON', '关账须说明理由：--acknowledge REASON')
    : say(language, 'closing takes no reason, because no contract is in force', '没有生效的合同，关账无须说明理由');
  return `${named}${say(language, `open: ${open}; ${how}.`, `未决 ${open}；${how}。`)}`;
}

/** Whether closing would fix something that is open, or is refused. */
export const isOpen = (shown: ClosingPreview): boolean =>
  shown.refused !== null || Object.values(countsOf(shown)).some(count => count > 0);

const countsOf = ({ figures, credits, requests, sources, not_final: notFinal }: ClosingPreview): OpenCounts => ({
  figures: figures.length,
  credits: credits.length,
  requests: requests.length,
  missing: sources.length + notFinal.length,
});

/** How much is open of each kind: `2 figures, 1 request`; nothing where nothing is. */
export function openCountsText({ figures, credits, requests, missing }: OpenCounts, language: Language): string {
  const counted = (count: number, one: string, many: string, zh: string): readonly string[] =>
    count === 0 ? [] : [say(language, `${count} ${count === 1 ? one : many}`, `${count} ${zh}`)];
  return [
    ...counted(figures, 'figure', 'figures', '项指标'),
    ...counted(credits, 'amount of credits', 'amounts of credits', '项服务补偿金额'),
    ...counted(requests, 'request', 'requests', '项申请'),
    ...counted(
      missing,
      'source or metric that is not complete',
      'sources or metrics that are not complete',
      '项不齐全的数据源或指标',
    ),
  ].join(say(language, ', ', '、'));
}

function itemsOf(shown: ClosingPreview, language: Language): readonly string[] {
  const { time_zone: zone, not_judgeable: unjudgeable } = shown;
  const { figures, credits, requests, sources, not_final: notFinal, other_figures: others } = shown;
  return [
    ...figures.flatMap(figure => figureLines(figure, language)),
    ...credits.map(({ credit, currency, net, lowest, highest }) =>
      say(
        language,
        `credits ${credit}: ${lowest === null ? 'nobody can say how much' : `between ${lowest} and ${highest} ${currency}`}, now ${net} ${currency} (negative is paid back to the client).`,
        `服务补偿 ${credit}：${lowest === null ? '金额无法预知' : `在 ${lowest} 与 ${highest} ${currency} 之间`}，目前为 ${net} ${currency}（负数为退还客户）。`,
      ),
    ),
    ...requests.map(({ kind, number, requested_by: by, requested_at: at }) =>
      say(
        language,
        `${amendmentName(kind, number, language)} waits: requested by ${by} at ${timeText(zone, at)}.`,
        `${amendmentName(kind, number, language)}待处理：${by} 于 ${timeText(zone, at)} 提出。`,
      ),
    ),
    ...sources.map(source => missingSourceText(source, language, zone)),
    ...notFinal.map(({ metric, from }) =>
      say(language, `${metric} is final only from ${timeText(zone, from)}.`, `${metric} 从 ${timeText(zone, from)} 起才能定稿。`),
    ),
    ...unjudgeable.map(({ metric, facts }) =>
      say(
        language,
        `${metric}: ${facts} cannot be judged, because no source covers ${facts === 1 ? 'it' : 'them'}; closing takes no reason for that.`,
        `${metric}：${facts} 条无法判定，因为没有数据源覆盖；关账无须为此说明理由。`,
      ),
    ),
    ...rejectsText(shown, language),
    ...(others === 0
      ? []
      : [
          say(
            language,
            `${others} other ${others === 1 ? 'figure has' : 'figures have'} facts that cannot be judged; no status and no amount depends on them.`,
            `另有 ${others} 项指标含无法判定的记录，但不影响任何状态或金额。`,
          ),
        ]),
    ...withoutPreviousText(shown.without_previous, language),
  ];
}

function rejectsText({ rejects }: ClosingPreview, language: Language): readonly string[] {
  if (rejects.length === 0) return [];
  const rows = rejects.reduce((sum, { to_mend: left }) => sum + left, 0);
  const batches = rejects.map(({ batch }) => batch);
  return [
    say(
      language,
      `Rejected rows left to mend: ${rows}, of batch ${batches.join(', ')}. They count in no figure; closing takes no reason for that.`,
      `导入时未通过、尚未更正的行：${rows} 行（批次 ${batches.join('、')}），未计入任何指标；关账无须为此说明理由。`,
    ),
  ];
}

/** Which earlier periods the scorecards lack because they are not closed, once for all clients, and what to do about it; nothing where they have all. */
function notClosedLines(clients: readonly ClosingPreview[], language: Language): readonly string[] {
  const byPeriods = new Map<string, readonly string[]>();
  for (const { client, not_closed_before: before } of clients) {
    if (before.length === 0) continue;
    const named = namedPeriods(before, language);
    byPeriods.set(named, [...(byPeriods.get(named) ?? []), client]);
  }
  if (byPeriods.size === 0) return [];
  const each = (before: string, after: string): readonly string[] =>
    [...byPeriods].map(([periods, own]) => `${periods}${before}${own.join(say(language, ', ', '、'))}${after}`);
  return [
    '',
    say(
      language,
      `Earlier periods that are not closed: ${each(' (', ')').join('; ')}. The scorecards have no trend and no previous figures of them; to have them, close the earlier periods first.`,
      `较早的期间尚未关账：${each('（', '）').join('；')}。客户看到的记分卡不会有这些期间的趋势和上期数值；如需显示，请先为较早的期间关账。`,
    ),
  ];
}

function namedPeriods(periods: readonly string[], language: Language): string {
  const [first, last] = [periods.at(0) ?? '', periods.at(-1) ?? ''];
  if (periods.length <= 3) return periods.join(say(language, ', ', '、'));
  return say(
    language,
    `${periods.length} periods from ${first} to ${last}`,
    `${first} 至 ${last} 之间的 ${periods.length} 个期间`,
  );
}

function withoutPreviousText(metrics: readonly string[], language: Language): readonly string[] {
  if (metrics.length === 0) return [];
  return [
    say(
      language,
      `No data for ${metrics.join(', ')}, which the client is shown: the period before is not closed. To have figures, close it first.`,
      `${metrics.join('、')} 将无数据（客户可见）：上一期尚未关账。如需数值，请先为上一期关账。`,
    ),
  ];
}

function figureLines(figure: OpenFigure, language: Language): readonly string[] {
  const { metric, scope, undetermined, undated, through, statuses, unit, standard, lowest, highest, value } = figure;
  const levels = [appliedLevel(standard)?.level, numberOf(standard?.minimum), lowest, highest, value].filter(one => one != null);
  const shown = (given: number): string => numberText(unit, given, digitsOf(unit, given, levels));
  const now =
    value === null ? say(language, 'no data now', '目前无数据') : say(language, `now ${shown(value)}`, `目前 ${shown(value)}`);
  const range =
    lowest === null || highest === null
      ? say(language, 'nobody can say how far it could move', '可能变动多少无法预知')
      : say(language, `between ${shown(lowest)} and ${shown(highest)}`, `在 ${shown(lowest)} 与 ${shown(highest)} 之间`);
  const names = (language === 'zh' ? namesZh : namesEn).statuses;
  const status =
    statuses.length > 1
      ? anyOf(
          statuses.map(one => names[one]),
          language,
        )
      : '';
  const facts =
    through.length > 0
      ? say(language, `calculated from ${through.join(', ')}`, `由 ${through.join('、')} 计算得出`)
      : [
          ...(undetermined === 0 ? [] : [say(language, `${undetermined} undetermined`, `${undetermined} 条无法判定`)]),
          ...(undated === 0 ? [] : [say(language, `${undated} undated`, `${undated} 条没有日期`)]),
        ].join(say(language, ', ', '，'));
  const named = namedWithPart(metric, scope, language);
  const index = figure.moves_index ? say(language, "moves the contract's index", '影响合同指数') : '';
  const meaning = [status, index].filter(text => text !== '').map(text => `${say(language, '; ', '；')}${text}`);
  return [
    say(
      language,
      `${named}: ${facts}; ${range}, ${now}${meaning.join('')}.`,
      `${named}：${facts}；${range}，${now}${meaning.join('')}。`,
    ),
  ];
}

/** One of several names: `No data, Missed or Met`. */
const anyOf = (names: readonly string[], language: Language): string =>
  [names.slice(0, -1).join(say(language, ', ', '、')), ...names.slice(-1)].join(say(language, ' or ', '或'));
