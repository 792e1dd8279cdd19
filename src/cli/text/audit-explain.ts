import { percentagePoints } from '../../words/percentage-points.js';
import type { Explanation } from '../../contract/audit.js';
import type { ExclusionShown } from '../../evaluation/amendments.js';
import { digitsOf } from '../../digits/digits.js';
import { percentileText, numberText } from '../../reports/number-format.js';
import { reasonWords } from '../../explain/reason-words.js';
import { clockText } from '../../explain/time-texts.js';
import { shareText } from '../../explain/index-arithmetic.js';
import type { Language } from '../../facts/label.js';
import { excludedInWords } from '../../reports/exclusion-text.js';
import { say } from '../../words/say.js';
import { wordsOf } from '../../reports/words.js';
import { memberships as allMemberships } from '../../metrics/membership.js';
import { factKinds } from '../../facts/kinds.js';
import { valueWords } from '../../facts/value-words.js';
import { namesZh } from '../../words/zh.js';
import { nameIn } from '../../words/name.js';
import { internalText, measureSentence } from './contract-figures.js';
import { idOrName } from './id-or-name.js';
import { filledTo, textTable } from './result-table.js';
import type { FactsExplained } from '../../app/audit/explain.js';
import { daysText, timeText } from './time-text.js';

const terminalRows = 50;

/** An explanation for the terminal, in the language of its sentences. */
export function explanationText(explained: Explanation, language: Language): string {
  const { evaluation, metric, definition, standard, counts } = explained;
  const { id, client, period, revision, state, time_zone: zone, as_of_batch } = evaluation;
  const as_of = timeText(zone, evaluation.as_of);
  const words = wordsOf(language);
  const facts = allMemberships.map(membership => `${counts[membership]} ${words.memberships[membership]}`);
  const section = (en: string, zh: string, lines: readonly string[]): readonly string[] =>
    sectionOf(say(language, en, zh), lines);
  const others = standard.others.map(other =>
    say(language, `not ${other.standard}: ${other.why}`, `不用 ${other.standard}：${other.why}`),
  );
  const groups = say(language, ' (groups, where the metric counts groups)', '（按组统计的指标以组计）');
  return [
    say(
      language,
      `${metric.label.en} (${metric.metric}), ${client}, ${period}`,
      `${metric.label.zh}（${metric.metric}），${client}，${period}`,
    ),
    say(
      language,
      `evaluation ${id}, revision ${revision}, ${state}; known at batch ${as_of_batch}, as of ${as_of}`,
      `评价 ${id}，第 ${revision} 版，${words.states[state]}；截至批次 ${as_of_batch}，时刻 ${as_of}`,
    ),
    '',
    ...section('definition', '定义', definition.words),
    ...section('computed', '计算', definition.expressions),
    ...section('source', '出处', definition.source === null ? [] : [definition.source]),
    ...section('standard', '标准', [standard.applied ?? say(language, 'none', '无'), standard.why, ...others]),
    ...section('counts', '计数', [`${facts.join(say(language, ', ', '，'))}${groups}`]),
    ...section('value', '数值', [explained.arithmetic]),
    ...section('percentiles', '百分位数', given(percentileText(metric.unit, explained.percentiles) || null)),
    ...section('calculated', '计算值', given(explained.calculated_arithmetic)),
    ...section('override', '改定', overrideLines(explained, language)),
    ...section('raw', '原始值', given(explained.raw_arithmetic)),
    ...section('year so far', '本年累计', yearToDateLines(explained, language)),
    ...section('last year', '去年同期', lastYearLines(explained, language)),
    ...section(
      'exclusions',
      '剔除',
      explained.exclusions.flatMap(one => exclusionLines(one, zone, language)),
    ),
    ...section('status', '状态', [statusLine(explained, language)]),
    ...section('internal', '内部', explained.internal === undefined ? [] : [internalText(explained.internal, language)]),
    ...section(
      'parts',
      '分项',
      (explained.measures ?? []).map(one => measureSentence(one, explained.needed, language)),
    ),
    ...section('score', '得分', [explained.scored]),
    ...section('weights', '权重', weightLines(explained, language)),
    ...(explained.facts === undefined ? [] : ['', ...factLines(explained.facts, zone, language)]),
  ].join('\n');
}

function yearToDateLines({ year_to_date, evaluation }: Explanation, language: Language): readonly string[] {
  if (year_to_date === undefined) return [];
  const days = daysText(evaluation.time_zone, year_to_date, language);
  return [
    say(language, `${year_to_date.arithmetic}; ${days}, from the facts`, `${year_to_date.arithmetic}；${days}，按记录计算`),
  ];
}

function lastYearLines({ last_year, evaluation }: Explanation, language: Language): readonly string[] {
  if (last_year === undefined) return [];
  const { period, arithmetic } = last_year;
  const days = daysText(evaluation.time_zone, last_year, language);
  return [say(language, `${arithmetic}; ${period}, ${days}, from the facts`, `${arithmetic}；${period}，${days}，按记录计算`)];
}

const width = 12;

/** A heading on the same line as the first of its lines. */
const sectionOf = (name: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, i) => `${filledTo(width, i === 0 ? name : '')}${line.replaceAll('\n', `\n${' '.repeat(width)}`)}`);

const given = (text: string | null): readonly string[] => (text === null ? [] : [text]);

interface Approval {
  readonly evidence: string;
  readonly requested_by: string;
  readonly requested_at: string;
  readonly approved_by: string;
  readonly approved_at: string;
  readonly dispute?: number;
}

/** Who asked for an amendment and who approved it, and what it refers to. */
function approvalLines(approval: Approval, zone: string, language: Language): readonly string[] {
  const { evidence, requested_by, approved_by, dispute } = approval;
  const [requested_at, approved_at] = [timeText(zone, approval.requested_at), timeText(zone, approval.approved_at)];
  const [en, zh] = dispute === undefined ? ['', ''] : [`, dispute ${dispute}`, `，异议 ${dispute}`];
  return [
    ...(evidence === '' ? [] : [say(language, `  evidence: ${evidence}`, `  依据：${evidence}`)]),
    say(
      language,
      `  requested by ${requested_by} ${requested_at}, approved by ${approved_by} ${approved_at}${en}`,
      `  申请人 ${requested_by} ${requested_at}，批准人 ${approved_by} ${approved_at}${zh}`,
    ),
  ];
}

function overrideLines({ override, value, metric: { unit }, evaluation }: Explanation, language: Language): readonly string[] {
  if (override === null) return [];
  const agreed = value === null ? override.value : numberText(unit, value, digitsOf(unit, value, []));
  const { override: number, reason } = override;
  const what = say(language, `${number}: ${agreed}; ${reason}`, `${number}：${agreed}；${reason}`);
  return [what, ...approvalLines(override, evaluation.time_zone, language)];
}

function exclusionLines(one: ExclusionShown, zone: string, language: Language): readonly string[] {
  const { code, label, party } = one.reason;
  const what = excludedInWords(one, language, zone).join(say(language, '; ', '；'));
  const reason = say(
    language,
    `${one.exclusion}: ${code} ${label.en} (${party}): ${what}`,
    `${one.exclusion}：${code} ${label.zh}（${nameIn(namesZh.parties, party)}）：${what}`,
  );
  return [reason, ...approvalLines(one, zone, language)];
}

function statusLine({ status, gap, shortfall, metric }: Explanation, language: Language): string {
  const points = metric.unit === '%';
  const distance =
    gap === null
      ? ''
      : `${say(language, ', gap ', '，差距 ')}${gap > 0 ? '+' : ''}${Number((points ? gap * 100 : gap).toPrecision(6))} ${points ? percentagePoints[language] : metric.unit}`;
  const lacking =
    shortfall === null || shortfall === 0 ? '' : say(language, `, ${shortfall} more had to pass`, `，尚缺 ${shortfall} 件合格`);
  return `${wordsOf(language).statuses[status].toLowerCase()}${distance}${lacking}`;
}

function weightLines({ weights }: Explanation, language: Language): readonly string[] {
  return weights.length === 0
    ? [say(language, 'stands in no index', '不属于任何指数')]
    : weights.map(one => weightLine(one, language));
}

function weightLine({ index, path, share }: Explanation['weights'][number], language: Language): string {
  const steps = path.map(({ id, weight, effective_weight }) =>
    weight === effective_weight
      ? `${id} ${shareText(weight)}`
      : `${id} ${shareText(effective_weight)} ${say(language, `(declared ${shareText(weight)})`, `（设定 ${shareText(weight)}）`)}`,
  );
  return say(
    language,
    `${index}: ${steps.join(' → ')}; ${shareText(share)} of the whole`,
    `${index}：${steps.join(' → ')}；占总体 ${shareText(share)}`,
  );
}

function factLines({ memberships, total, file, rows }: FactsExplained, zone: string, language: Language): readonly string[] {
  const named = memberships.map(membership => wordsOf(language).memberships[membership]);
  const counted = say(
    language,
    `${total} ${total === 1 ? 'fact' : 'facts'} ${named.join(' or ')}`,
    `${named.join('或')}的记录 ${total} 条`,
  );
  if (file !== null) return [say(language, `${counted}, written to ${file}`, `${counted}，已写入 ${file}`)];
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))].filter(
    name => name !== 'because' && rows.some(row => (row[name] ?? null) !== null),
  );
  const shown = rows.slice(0, terminalRows);
  const head = [...names.map(name => columnText(name, rows, language)), say(language, 'because', '原因')];
  const lines = shown.map(row => [...names, 'because'].map(name => cellText(row, name, zone, language)));
  return [
    `${counted}${say(language, ':', '：')}`,
    ...(shown.length === 0
      ? []
      : [textTable([head, ...lines]), say(language, `Times in the columns are those of ${zone}.`, `各列时间按 ${zone} 显示。`)]),
    ...(total > shown.length
      ? [
          say(
            language,
            `${total - shown.length} more; --out FILE.csv writes all of them.`,
            `另有 ${total - shown.length} 条；--out FILE.csv 可写出全部。`,
          ),
        ]
      : []),
  ];
}

/** An instant as JSON has it, also of a field of the workspace's own. */
const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;

type FactRow = FactsExplained['rows'][number];

const columnsZh = { fact: '事实类别', membership: '归类', batch: '批次', file: '文件', row: '行' };

/** A column of facts: in English as a written file has it, in Chinese by the name of the field. */
function columnText(name: string, rows: readonly FactRow[], language: Language): string {
  if (language !== 'zh') return name;
  const kinds = factKinds.filter(kind => rows.some(({ fact }) => fact === kind.name));
  const field = kinds.flatMap(({ fields }) => fields).find(one => one.name === name);
  return field?.zh ?? nameIn(columnsZh, name);
}

function cellText(row: FactRow, name: string, zone: string, language: Language): string {
  const value = row[name];
  if (value === null || value === undefined) return '';
  const text = String(value as string | number | boolean);
  if (name === 'membership') return idOrName(language, 'memberships', text);
  const kind = factKinds.find(one => one.name === row['fact']);
  const type = kind?.fields.find(field => field.name === name)?.type ?? 'instant';
  if (name !== 'because' && type === 'instant' && instantText.test(text))
    return clockText(Date.parse(text), { zone }, reasonWords(language));
  if (language !== 'zh' || kind === undefined) return text;
  return name === 'fact' ? namesZh.factKinds[kind.name] : (valueWords(kind.name, name)?.[text]?.zh ?? text);
}
