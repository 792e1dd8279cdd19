import { percentagePoints } from '../../words/percentage-points.js';
import type { Explanation } from '../../contract/audit.js';
import { digitsOf, gapDigits, grouped } from '../../digits/digits.js';
import type { EvaluationDocument, Figure, InternalResult, MeasureResult, NodeResult } from '../../evaluation/document.js';
import { spanNames } from '../../evaluation/spans.js';
import type { Language } from '../../facts/label.js';
import { appliedLevel } from '../../reports/applied.js';
import { numberOf, numberText } from '../../reports/number-format.js';
import { sliceName } from '../../reports/slice-name.js';
import { wordsOf } from '../../reports/words.js';
import { namesOf } from '../../words/names.js';
import { noFigureText } from '../../words/no-figure.js';
import { say } from '../../words/say.js';
import { levelText } from './level-text.js';

/** What a figure is by what the firm holds itself to besides the contract: `≥ 98%: missed`. */
export function internalText({ standard, status }: InternalResult, language: Language): string {
  const level = levelText(standard);
  const judged = wordsOf(language).statuses[status];
  return say(language, `${level}: ${judged.toLowerCase()}`, `${level}：${judged}`);
}

/** The same, where nothing else says that it is internal. */
export const calledInternal = (internal: InternalResult, language: Language): string =>
  `${say(language, 'internal', '内部')} ${internalText(internal, language)}`;

/** The part of the work that a measure is about: `site SHA1`. */
export const partText = ({ scope }: Pick<MeasureResult, 'scope'>, language: Language): string =>
  Object.entries(scope)
    .map(([dimension, key]) => sliceName(language, dimension, key))
    .join(say(language, ', ', '，'));

/** A metric's name with the part of the work that a measure is about: `On-time delivery, site SHA1`. */
export const partName = (measure: Pick<MeasureResult, 'label' | 'scope'>, language: Language): string =>
  `${measure.label[language]}${say(language, ', ', '，')}${partText(measure, language)}`;

/** A metric's id with the part of the work that a figure is of: `on_time_delivery (carrier FedEx)`. */
export function namedWithPart(metric: string, scope: MeasureResult['scope'] | undefined, language: Language): string {
  const part = scope === undefined ? '' : partText({ scope }, language);
  return part === '' ? metric : `${metric}${say(language, ` (${part})`, `（${part}）`)}`;
}

/** Which measures of the contract's index have a weight and no score, and why, a line each; nothing where all have one. */
export function unscoredLines({ metrics, indexes }: EvaluationDocument, language: Language): readonly string[] {
  const onTrial = new Set(metrics.filter(({ stage }) => stage === 'trial').map(({ metric }) => metric));
  const leaves = (nodes: readonly NodeResult[]): readonly NodeResult[] =>
    nodes.flatMap(node => (node.metric === undefined ? leaves(node.children) : [node]));
  const index = indexes.find(one => one.index === 'contract');
  return leaves(index?.nodes ?? [])
    .filter(({ metric, score }) => score === null && !onTrial.has(metric ?? ''))
    .map(({ label, status }) =>
      say(
        language,
        `  No score, so the others share its weight: ${label.en} (${whyUnscored(status, language)})`,
        `  无得分，权重由其余指标分担：${label.zh}（${whyUnscored(status, language)}）`,
      ),
    );
}

function whyUnscored(status: NodeResult['status'], language: Language): string {
  if (status === undefined || status === 'no_data') return say(language, 'no data', '无数据');
  if (status === 'insufficient') return say(language, 'fewer facts than the contract asks for', '数据量少于合同要求');
  return say(language, 'no scale says which value makes which score', '没有评分标尺规定各数值对应的得分');
}

/** A measure's value with as many digits as it takes to see a miss; a dash where there is none. */
export function measureValueText({ unit, value, standard }: MeasureResult): string {
  const levels = [appliedLevel(standard)?.level, numberOf(standard?.minimum)].filter(level => level !== undefined);
  return value === null ? '–' : numberText(unit, value, digitsOf(unit, value, levels));
}

/** A distance with its sign, of a share in percentage points; empty where there is none. */
export function gapText(unit: string, gap: number | null, language: Language): string {
  if (gap === null) return '';
  const digits = gapDigits(unit, gap);
  const size = unit === '%' ? `${grouped(unit, gap, digits)} ${percentagePoints[language]}` : numberText(unit, gap, digits);
  return `${gap > 0 ? '+' : ''}${size}`;
}

/** A measure as one sentence of an explanation: its part, how it came about, its level, what it is by that, and its other times. */
export function measureSentence(measure: MeasureResult, needed: Explanation['needed'], language: Language): string {
  const { unit, standard, status, gap, score } = measure;
  const level = levelText(standard);
  const judged = wordsOf(language).statuses[status];
  const why = noFigureText(language, measure, () => needed);
  const [comma, semicolon] = [say(language, ', ', '，'), say(language, '; ', '；')];
  const own = [
    quotientText(measure, measure),
    ...(why === '' ? [] : [why]),
    ...(level === '' ? [] : [say(language, `agreed ${level}`, `约定 ${level}`)]),
    language === 'zh' ? judged : judged.toLowerCase(),
    ...(gap === null ? [] : [`${say(language, 'gap', '差距')} ${gapText(unit, gap, language)}`]),
    ...(score == null ? [] : [say(language, `score ${score}`, `得分 ${score}`)]),
  ].join(comma);
  const spans = spanNames.flatMap(name => {
    const figure = measure[name];
    return figure === undefined ? [] : [`${namesOf(language).spans[name].toLowerCase()} ${quotientText(measure, figure)}`];
  });
  return `${partText(measure, language)}${say(language, ': ', '：')}${[own, ...spans].join(semicolon)}`;
}

/** A figure of a measure as the quotient that it is: `1 / 3 = 33.3 %`. */
function quotientText(measure: MeasureResult, { numerator, denominator, value }: Figure): string {
  const quotient = numerator === null || denominator === null ? '' : `${numerator} / ${denominator} = `;
  return `${quotient}${measureValueText({ ...measure, value })}`;
}
