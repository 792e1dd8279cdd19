import type { MetricResult } from '../evaluation/document.js';
import { toDouble } from '../facts/exact.js';
import { dayText } from '../facts/time.js';
import { inForce } from '../standards/in-force.js';
import type { Band, Scale } from '../weights/scale.js';
import { type ScorecardInput, periodOf } from './input.js';
import { near } from './live-formula.js';
import type { FormulaResult } from './live-formula.js';
import { reference } from './sheet.js';

/** A scale with the row of the Definitions sheet where its bands, or its floor and target, begin. */
export interface PlacedScale {
  readonly metric: MetricResult;
  readonly scale: Scale;
  readonly row: number;
}

/** Columns of the Definitions sheet that hold a band's limit and its score. */
const limitColumn = 'D';
const scoreColumn = 'E';

/** Rows that a scale takes. */
const scaleRows = (scale: Scale): number => ('bands' in scale ? scale.bands.length : 2);

/** The scales behind the scores shown, placed one below the other from a row on. */
export function placedScales(input: ScorecardInput, metrics: readonly MetricResult[], firstRow: number): readonly PlacedScale[] {
  const placed: PlacedScale[] = [];
  for (const metric of metrics) {
    const scale = scaleBehind(input, metric);
    if (scale === undefined) continue;
    const last = placed.at(-1);
    placed.push({ metric, scale, row: last === undefined ? firstRow : last.row + scaleRows(last.scale) });
  }
  return placed;
}

/** The scale in force for the client on the period's last day, where it gives the document's score. */
function scaleBehind(
  { evaluation, rulebook, client }: ScorecardInput,
  { metric, value, score }: MetricResult,
): Scale | undefined {
  const period = periodOf(evaluation);
  if (value === null || score === null || period === undefined) return undefined;
  const scales = rulebook.scales.filter(scale => scale.metric === metric);
  const scale = inForce(scales, { client: client.code, segment: client.segment }, dayText(period.lastDay));
  return scale !== undefined && near(scoreIn(scale, value), score) ? scale : undefined;
}

function scoreIn(scale: Scale, value: number): number {
  if ('line' in scale) return onLine(value, lineOf(scale.line));
  const band = scale.bands.find(each => reaches(each, value));
  return band === undefined ? Number.NaN : toDouble(band.score);
}

const signs = { at_least: '>=', more_than: '>', at_most: '<=', less_than: '<' } as const;

function reaches({ comparator, limit }: Band, value: number): boolean {
  if (comparator === undefined || limit === undefined) return true;
  const level = toDouble(limit.value);
  if (comparator === 'at_least') return value >= level;
  if (comparator === 'more_than') return value > level;
  return comparator === 'at_most' ? value <= level : value < level;
}

type Line = readonly [floor: number, target: number, low: number, high: number];

const lineOf = ({ floor, target, scores }: Extract<Scale, { line: unknown }>['line']): Line => [
  toDouble(floor.value),
  toDouble(target.value),
  toDouble(scores[0]),
  toDouble(scores[1]),
];

function onLine(value: number, [floor, target, low, high]: Line): number {
  const score = low + ((value - floor) / (target - floor)) * (high - low);
  return Math.min(Math.max(score, Math.min(low, high)), Math.max(low, high));
}

/** A score as a formula over the value's cell and the scale's rows on the Definitions sheet. */
export function scoreFormula({ scale, row }: PlacedScale, definitions: string, cell: string, value: number): FormulaResult {
  const limit = (offset: number) => reference(definitions, `$${limitColumn}$${row + offset}`);
  const score = (offset: number) => reference(definitions, `$${scoreColumn}$${row + offset}`);
  const result = scoreIn(scale, value);
  if ('line' in scale) {
    const straight = `${score(0)}+(${cell}-${limit(0)})/(${limit(1)}-${limit(0)})*(${score(1)}-${score(0)})`;
    return { formula: `MIN(MAX(${straight},MIN(${score(0)},${score(1)})),MAX(${score(0)},${score(1)}))`, result };
  }
  const formula = scale.bands.reduceRight((otherwise, band, offset) => {
    if (band.comparator === undefined || band.limit === undefined) return score(offset);
    return `IF(${cell}${signs[band.comparator]}${limit(offset)},${score(offset)},${otherwise})`;
  }, 'NA()');
  return { formula, result };
}
