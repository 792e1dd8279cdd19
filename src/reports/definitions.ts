import { contractWords } from './contract-words.js';
import type { MetricResult } from '../evaluation/document.js';
import { toDouble } from '../facts/exact.js';
import type { Label } from '../facts/label.js';
import type { Metric, Term } from '../metrics/definition.js';
import type { Scale } from '../weights/scale.js';
import { comparatorSigns } from '../words/comparator-signs.js';
import { scopeText, standardText } from './applied.js';
import { countingRules, filledRules } from './counting-rules.js';
import { definitionOf, type ScorecardInput } from './input.js';
import type { KpiPlan } from './kpis.js';
import { levelDigits } from '../digits/digits.js';
import { formatOf, percentileText, scoreFormat } from './number-format.js';
import { palette, tones } from './palette.js';
import { plainText } from './plain-text.js';
import type { PlacedScale } from './scales.js';
import { type Cell, cell, gap, heading, letters, type Row, type Sheet } from './sheet.js';
import { linesOf } from './text-width.js';
import { referenceIn } from '../words/reference-text.js';
import { say } from '../words/say.js';
import { sourceText } from '../words/source.js';
import { shownStatuses, statusText, type Words } from './words.js';

/** The row where the first scale stands, below so many metrics. */
export const firstScaleRow = (metrics: number): number => metrics + 8;

/** The Definitions sheet: every metric in words and as it is computed, its standard, its scale, and what the statuses mean. */
export function definitionSheet(input: ScorecardInput, plan: KpiPlan): Sheet {
  const { words } = plan;
  const { language } = input;
  const heads = say(
    language,
    'Metric ID|Metric|Kind|Unit|Stage|In words|Expression|Source|Standard applied',
    '指标编号|指标|类型|单位|阶段|文字说明|表达式|出处|适用标准',
  ).split('|');
  const note = say(
    language,
    'What each number means, where it comes from, and what it is compared with',
    '每个数字的含义、出处与比较标准',
  );
  const scaleHeads = say(language, 'Metric ID|Metric|Value|Limit|Score', '指标编号|指标|指标值|界限|得分').split('|');
  const rows: Row[] = [
    ...heading(words.sheets.definitions, note, heads.length),
    { cells: heads.map(head => cell(head, 'header')), height: 24 },
    ...plan.metrics.slice(0, plan.printed).map(metric => metricRow(input, words, metric)),
    gap(),
    {
      cells: [
        cell(say(language, 'Scales: how a value becomes a score', '评分标尺：指标值如何换算为得分'), 'section', { span: 5 }),
      ],
      height: 26,
    },
    {
      cells: scaleHeads.map((head, position) =>
        cell(head, position < 2 ? 'header' : position === 2 ? 'headerCenter' : 'headerRight'),
      ),
      height: 24,
    },
    ...plan.scales.flatMap(placed => scaleLines(input, words, placed)),
    gap(),
    ...legend(input, words),
  ];
  const rest = plan.metrics.slice(plan.printed);
  const printed = `A1:${letters(heads.length)}${rows.length}`;
  const restTitle = say(language, 'Metrics without a figure and without a standard in this period', '本期既无数值也无标准的指标');
  if (rest.length > 0)
    rows.push(
      gap(),
      { cells: [cell(restTitle, 'section', { span: 5 })], height: 26 },
      ...rest.map(metric => metricRow(input, words, metric)),
    );
  return {
    name: words.sheets.definitions,
    tab: palette.quiet,
    widths: [25, 26, 12, 12, 9, 40, 48, 20, 30],
    rows,
    tables: [],
    colours: [],
    pictures: [],
    frozen: { rows: 4, columns: 2 },
    repeated: '4:4',
    ...(rest.length === 0 ? {} : { printed }),
    pagesHigh: 0,
  };
}

function metricRow(input: ScorecardInput, words: Words, metric: MetricResult): Row {
  const { language } = input;
  const definition = definitionOf(input, metric.metric);
  const texts = {
    label: plainText(metric.label[language], 300),
    says: plainText(definition === undefined ? '' : inWords(definition, metric, language), 2_000),
    expression: plainText(definition === undefined ? '' : expressionOf(definition), 4_000),
    source: plainText(sourceText(definition?.source, language), 500),
    standard: plainText(standardWords(input, words, metric), 1_000),
  };
  const height = Math.max(
    linesOf(texts.label, 26) * 12.8,
    linesOf(texts.says, 40) * 12.8,
    linesOf(texts.expression, 54) * 11.6,
    linesOf(texts.source, 20) * 12.8,
    linesOf(texts.standard, 30) * 12.8,
  );
  return {
    cells: [
      cell(plainText(metric.metric), 'codeWrapped'),
      cell(texts.label, 'wrapped'),
      cell(words.kinds[metric.kind], 'top'),
      cell(words.units[metric.unit] ?? plainText(metric.unit), 'top'),
      cell(words.stages[metric.stage], 'top'),
      cell(texts.says, 'wrapped'),
      cell(texts.expression, 'codeWrapped'),
      cell(texts.source, 'wrapped'),
      cell(texts.standard, 'wrapped'),
    ],
    height: Math.min(400, Math.max(20, height + 6)),
  };
}

function inWords(metric: Metric, result: MetricResult, language: keyof Label): string {
  const parts = [metric.says?.[language]];
  if (metric.kind === 'proportion') {
    const passes = metric.passes.says?.[language];
    const population = metric.population?.says?.[language];
    if (passes !== undefined) parts.push(say(language, `passes: ${passes}`, `合格：${passes}`));
    if (population !== undefined) parts.push(say(language, `of: ${population}`, `总体：${population}`));
  }
  const percentiles = percentileText(result.unit, result.percentiles);
  if (percentiles !== '') parts.push(say(language, `percentiles: ${percentiles}`, `百分位数：${percentiles}`));
  return [...parts.filter(part => part !== undefined), ...contractWords(metric, language)].join('\n');
}

/** A metric as it is computed, in the rulebook's own words. */
function expressionOf(metric: Metric): string {
  const params = Object.entries(metric.params).map(([name, text]) => `${name}: ${text}`);
  const lines = ((): readonly (string | undefined)[] => {
    if (metric.kind === 'formula') return [metric.formula];
    if (metric.kind === 'ratio')
      return [...termLines('numerator', metric.numerator), ...termLines('denominator', metric.denominator)];
    const per = metric.kind === 'proportion' && metric.per ? `per: ${metric.per.join(', ')}` : undefined;
    if (metric.kind === 'proportion')
      return [
        `of: ${metric.of}`,
        per,
        `dated: ${metric.dated}`,
        when('population', metric.population?.when),
        `passes: ${metric.passes.when}`,
      ];
    const percentiles = metric.kind === 'mean' ? metric.percentiles?.join(', ') : undefined;
    return [
      `of: ${metric.of}`,
      `dated: ${metric.dated}`,
      when('when', metric.when),
      when('value', metric.value),
      when('percentiles', percentiles),
    ];
  })();
  return [...lines, ...params].filter(line => line !== undefined).join('\n');
}

const when = (name: string, text: string | undefined): string | undefined =>
  text === undefined ? undefined : `${name}: ${text}`;

const termLines = (side: string, terms: readonly Term[]): readonly string[] =>
  terms.map(({ of, per, dated, when: condition, value }) => {
    const parts = [
      of,
      per && `per ${per.join(', ')}`,
      `dated ${dated}`,
      condition && `when ${condition}`,
      `value ${value ?? '1'}`,
    ];
    return `${side}: ${parts.filter(part => part !== undefined).join('; ')}`;
  });

function standardWords(input: ScorecardInput, words: Words, metric: MetricResult): string {
  const { standard } = metric;
  if (standard === null) return words.statuses.no_standard;
  const { language } = input;
  const parts = [
    standardText(words, metric),
    standard.minimum && `${words.columns.minimum} ${standard.minimum}`,
    standard.stretch && say(language, `stretch ${standard.stretch}`, `挑战值 ${standard.stretch}`),
    standard.min_population && say(language, `at least ${standard.min_population} facts`, `样本至少 ${standard.min_population}`),
    say(language, `holds: ${scopeText(words, standard.scope)}`, `适用：${scopeText(words, standard.scope)}`),
    standard.from && say(language, `from ${standard.from}`, `自 ${standard.from}`),
    standard.reference && referenceIn(language, standard.reference),
  ];
  return parts.filter(part => part !== undefined && part !== 0 && part !== '').join('; ');
}

interface Line {
  readonly condition: string;
  readonly limit: number | null;
  readonly score: number;
}

function linesIn(scale: Scale, language: keyof Label): readonly Line[] {
  if ('line' in scale) {
    const { floor, target, scores } = scale.line;
    return [
      { condition: say(language, 'floor', '起点'), limit: toDouble(floor.value), score: toDouble(scores[0]) },
      { condition: say(language, 'target', '目标'), limit: toDouble(target.value), score: toDouble(scores[1]) },
    ];
  }
  return scale.bands.map(({ comparator, limit, score }) => ({
    condition: comparator === undefined ? say(language, 'otherwise', '其他') : comparatorSigns[comparator],
    limit: limit === undefined ? null : toDouble(limit.value),
    score: toDouble(score),
  }));
}

function scaleLines(input: ScorecardInput, _words: Words, { metric, scale }: PlacedScale): readonly Row[] {
  return linesIn(scale, input.language).map(({ condition, limit, score }, position): Row => {
    const cells: readonly Cell[] = [
      cell(plainText(metric.metric), 'code'),
      cell(position === 0 ? plainText(metric.label[input.language]) : null, 'fit'),
      cell(condition, 'center'),
      cell(limit, 'number', limit === null ? {} : { format: formatOf(metric.unit, levelDigits(metric.unit, limit)) }),
      cell(score, 'number', { format: Number.isInteger(score) ? '0' : scoreFormat(score) }),
    ];
    return { cells };
  });
}

function legend({ language, filled = [] }: ScorecardInput, words: Words): readonly Row[] {
  const terms: readonly (readonly [string, string])[] = [
    [
      words.columns.gap,
      say(
        language,
        'distance from the standard; negative is worse, whichever way the metric improves',
        '与标准的距离；无论趋优方向如何，负值都表示更差',
      ),
    ],
    [
      words.columns.shortfall,
      say(
        language,
        'how many more of the facts that were judged had to pass for the standard to be met (where lower is better: had to not); empty where all of them would not be enough',
        '已判定的数据中还需多少条合格（越低越好时：还需多少条不计入）才能达标；全部如此也达不到标准时为空',
      ),
    ],
    [words.columns.raw, say(language, 'the value before exclusions', '剔除前的指标值')],
    [
      `${words.columns.low}, ${words.columns.high}`,
      say(language, '95 % Wilson interval of a rate', '比例的 95 % Wilson 置信区间'),
    ],
    [
      words.columns.undetermined,
      say(language, 'a needed value is missing: counted neither as passed nor as failed', '缺少必要的值：既不计合格也不计不合格'),
    ],
    [
      words.columns.undated,
      say(
        language,
        'belongs to the metric but lacks the date that it is counted by, so to no period; shown where the time from its earliest to its latest other date overlaps this one',
        '属于该指标但缺少用以归期的日期，不归入任何期间；其最早与最晚的其他日期之间的时段与本期重叠时在此显示',
      ),
    ],
    [
      words.columns.significant,
      say(language, 'the whole interval lies on the wrong side of the standard', '整个置信区间都在标准的不利一侧'),
    ],
  ];
  return [
    { cells: [cell(say(language, 'Words and signs', '用语与符号'), 'section', { span: 9 })], height: 26 },
    ...shownStatuses.map(status => ({
      cells: [
        cell(statusText(words, status), 'status', { tone: status }),
        cell(words.statusMeanings[status], 'text', { span: 8 }),
      ],
    })),
    ...[...terms, ...countingRules(language, words), ...filledRules(filled, language)].map(([term, meaning]) => ({
      cells: [cell(plainText(term), 'strong'), cell(plainText(meaning, 1_000), 'text', { span: 8 })],
    })),
    {
      cells: [
        cell(`${tones.met.sign}${tones.at_risk.sign}${tones.missed.sign}`, 'code'),
        cell(say(language, 'signs say the same as the colours', '符号与颜色含义相同'), 'text', { span: 8 }),
      ],
    },
  ];
}
