import type { MetricResult } from '../evaluation/document.js';
import type { Language } from '../facts/label.js';
import { localOf } from '../facts/time.js';
import { sliceWithMostFailures } from '../standards/improvement/failing-slices.js';
import { marked } from './adjusted.js';
import { agreedParts } from './agreed-parts.js';
import { appliedLevel, standardFormat } from './applied.js';
import { indexLabels, millisOf } from './input.js';
import { figureWidth, valueFormat } from './kpi-columns.js';
import { distanceFormat, distanceOf, distanceWidth } from './distances.js';
import { palette, tones } from './palette.js';
import { plainText } from './plain-text.js';
import type { Standing } from './standings.js';
import { internalResult } from './internal-result.js';
import { gapsBelow, worstOf } from './ranking.js';
import { agreedIndexes, pointsByMetric } from '../standards/improvement/recoverable.js';
import { shareFormat } from './satisfaction.js';
import { type Cell, cell, heading, type Row, type Sheet } from './sheet.js';
import { sliceName } from './slice-name.js';
import { fitted } from './text-width.js';
import { say } from '../words/say.js';
import { statusText, type Words } from './words.js';

const maxGaps = 100;

const emptySheet = { tables: [], colours: [], pictures: [], pagesHigh: 0 } as const;

/** A gap below standard, with the client that it is a gap of. */
interface ClientGap {
  readonly name: string;
  readonly metric: MetricResult;
  /** What it costs the index; null where no index has the metric. */
  readonly points: number | null;
}

/** The worst gaps of all clients: those missed before those at risk, what costs the index most first. */
export function portfolioGaps(language: Language, words: Words, ranked: readonly Standing[]): Sheet {
  const gaps = ranked.flatMap(({ evaluation, name, metrics }) => {
    const points = pointsByMetric(evaluation.document);
    const parts = agreedParts(evaluation.document).map(({ id, result }) => ({ ...result, metric: id }));
    return gapsBelow([...metrics, ...parts], points).map((gap): ClientGap => ({ name, ...gap }));
  });
  // What was agreed comes first: no client is owed what the firm holds itself to.
  const internal = ranked.flatMap(({ name, metrics }) =>
    gapsBelow(metrics.flatMap(internally), new Map()).map((gap): ClientGap => ({ name, ...gap })),
  );
  const worst = [...worstOf(gaps), ...worstOf(internal)].slice(0, maxGaps);
  const heads = [
    say(language, 'Client', '客户'),
    words.columns.metric,
    words.columns.status,
    words.columns.value,
    words.columns.standard,
    words.columns.gap,
    words.columns.shortfall,
    say(language, 'Points lost', '失分'),
    say(language, 'Most failures in', '不合格集中于'),
  ];
  const note = say(
    language,
    `${worst.length} of ${gaps.length + internal.length} gaps below standard listed`,
    `列出低于标准的 ${gaps.length + internal.length} 项中的 ${worst.length} 项`,
  );
  const figure = figureWidth(
    worst.map(({ metric }) => metric),
    13,
  );
  const distances = worst.map(({ metric: { unit, gap } }) => ({ unit, distance: gap }));
  return {
    ...emptySheet,
    name: words.sheets.worstGaps,
    tab: tones.missed.strong,
    widths: [30, 38, 14, figure, figure, distanceWidth(language, distances, figure), 11, 11, 40],
    rows: [
      ...heading(plainText(gapsTitle(language, gaps), 160), note, heads.length),
      { cells: heads.map((head, position) => cell(head, position > 2 && position < 8 ? 'headerRight' : 'header')), height: 32 },
      ...worst.map(gap => ({ cells: gapCells(language, words, gap), height: 20 })),
    ],
    frozen: { rows: 4, columns: 2 },
    repeated: '4:4',
  };
}

/** A metric by what the firm holds itself to besides the client's contract, and called internal. */
const internally = (metric: MetricResult): readonly MetricResult[] =>
  internalResult(metric).map(result => {
    const { en, zh } = result.label;
    return { ...result, label: { en: `${en} (internal)`, zh: `${zh}（内部）` } };
  });

function gapsTitle(language: Language, gaps: readonly ClientGap[]): string {
  const [first] = worstOf(gaps);
  if (first === undefined) return say(language, 'No client is below a standard', '没有客户低于标准');
  const { metric, name } = first;
  return say(language, `First to improve: ${metric.label.en} of ${name}`, `首先要改进：${name}的${metric.label.zh}`);
}

function gapCells(language: Language, words: Words, { name, metric, points }: ClientGap): readonly Cell[] {
  const applied = appliedLevel(metric.standard);
  const slice = sliceWithMostFailures(metric);
  const most = slice && `${sliceName(language, slice.dimension, slice.key)}: ${slice.failed} / ${metric.counts.failed}`;
  return [
    cell(name, 'strong'),
    cell(fitted(plainText(metric.label[language], 200), 40), 'text'),
    cell(statusText(words, metric.status), 'status', { tone: metric.status }),
    cell(metric.value, 'bold', { format: marked(valueFormat(metric), metric) }),
    applied ? cell(applied.level, 'number', { format: standardFormat(metric.unit, applied) }) : cell(null, 'number'),
    cell(metric.gap === null ? null : distanceOf(metric.unit, metric.gap), 'number', {
      tone: metric.status,
      format: distanceFormat(language, metric.unit, metric.gap ?? 0),
    }),
    cell(metric.shortfall, 'number', { format: '#,##0' }),
    cell(points, 'number', { format: '0.00' }),
    cell(most ?? null, 'code'),
  ];
}

/** How much of each index has data, and how many facts could not be judged. */
export function portfolioCoverage(language: Language, words: Words, ranked: readonly Standing[]): Sheet {
  const used = new Set(ranked.flatMap(({ evaluation }) => agreedIndexes(evaluation.document).map(({ index }) => index)));
  const indexes = indexLabels(
    language,
    ranked.map(({ evaluation }) => evaluation),
  ).filter(([id]) => used.has(id));
  const heads = [
    say(language, 'Client', '客户'),
    ...indexes.map(([, label]) => plainText(label, 60)),
    say(language, 'Metrics with data', '有数据的指标'),
    say(language, 'Metrics', '指标数'),
    words.columns.undetermined,
    words.columns.undated,
    words.columns.excluded,
  ];
  const note = say(
    language,
    'Share of the weights that had data; ◇ below what the index asks for',
    '有数据的权重之和；◇ 表示低于指数要求',
  );
  return {
    ...emptySheet,
    name: words.sheets.coverage,
    tab: palette.quiet,
    widths: [36, ...indexes.map(() => 16), 14, 10, 14, 11, 11],
    rows: [
      ...heading(coverageTitle(language, ranked), note, heads.length),
      { cells: heads.map((head, position) => cell(head, position === 0 ? 'header' : 'headerRight')), height: 32 },
      ...ranked.map(
        (standing): Row => ({
          cells: [
            cell(standing.name, 'strong'),
            ...indexes.map(([id]) => coverageCell(standing, id)),
            ...factCounts(standing).map(count => cell(count, 'number', { format: '#,##0' })),
          ],
          height: 20,
        }),
      ),
    ],
    frozen: { rows: 4, columns: 1 },
    repeated: '4:4',
  };
}

function coverageTitle(language: Language, ranked: readonly Standing[]): string {
  const thin = ranked.filter(({ evaluation }) =>
    agreedIndexes(evaluation.document).some(({ coverage, min_coverage }) => coverage < min_coverage),
  );
  return thin.length === 0
    ? say(language, 'Every client has enough data for its indexes', '所有客户的数据均足以计算指数')
    : say(
        language,
        `${thin.length} of ${ranked.length} clients lack data for an index`,
        `${ranked.length} 家客户中 ${thin.length} 家数据不足以计算某项指数`,
      );
}

/** How much of an index has data for a client, marked where that is less than the index asks for. */
function coverageCell({ evaluation }: Standing, id: string): Cell {
  const index = agreedIndexes(evaluation.document).find(each => each.index === id);
  if (index === undefined) return cell(null, 'number');
  const isThin = index.coverage < index.min_coverage;
  return cell(index.coverage, 'number', {
    format: isThin ? `"◇ "${shareFormat(index.coverage)}` : shareFormat(index.coverage),
    ...(isThin ? { tone: 'insufficient' as const } : {}),
  });
}

/** Metrics with data, all metrics, and the facts that could not be judged, had no date, or were excluded. */
function factCounts({ metrics }: Standing): readonly number[] {
  const sum = (membership: 'undetermined' | 'undated' | 'excluded'): number =>
    metrics.reduce((total, { counts }) => total + counts[membership], 0);
  return [
    metrics.filter(({ value }) => value !== null).length,
    metrics.length,
    sum('undetermined'),
    sum('undated'),
    sum('excluded'),
  ];
}

/** The evaluations behind a portfolio. */
export function portfolioAudit(language: Language, words: Words, ranked: readonly Standing[], madeAt: number): Sheet {
  const heads = say(
    language,
    'Client|Evaluation|Hash (SHA-256)|State|Revision|Ledger entry|Last batch|Known as of (client zone)|Time zone|Rulebook hash',
    '客户|评价编号|哈希（SHA-256）|状态|修订|账本条目|截至批次|数据截止（客户时区）|时区|规则哈希',
  ).split('|');
  const zone = ranked[0]?.evaluation.document.time_zone ?? 'UTC';
  const made = new Date(localOf(zone, madeAt)).toISOString().slice(0, 19).replace('T', ' ');
  return {
    ...emptySheet,
    name: words.sheets.audit,
    tab: palette.quiet,
    widths: [30, 24, 66, 13, 10, 13, 12, 20, 20, 66],
    rows: [
      ...heading(
        words.sheets.audit,
        say(
          language,
          `Made at ${made} (${zone}) from ${ranked.length} evaluations`,
          `由 ${ranked.length} 份评价生成，时间 ${made}（${zone}）`,
        ),
        heads.length,
      ),
      { cells: heads.map(head => cell(head, 'header')), height: 32 },
      ...ranked.map(
        ({ name, evaluation: { id, hash, state, revision, ledger, document } }): Row => ({
          cells: [
            cell(name, 'strong'),
            cell(plainText(id), 'code'),
            cell(plainText(hash), 'code'),
            cell(words.states[state], 'text'),
            cell(revision, 'center'),
            cell(ledger, 'center'),
            cell(document.as_of_batch, 'center'),
            cell({ local: localOf(document.time_zone, millisOf(document.as_of)) }, 'center', { format: 'yyyy-mm-dd hh:mm:ss' }),
            cell(plainText(document.time_zone), 'code'),
            cell(plainText(document.rulebook), 'code'),
          ],
        }),
      ),
    ],
    frozen: { rows: 4, columns: 1 },
    repeated: '4:4',
  };
}
