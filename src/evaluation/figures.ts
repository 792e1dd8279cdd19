import { decimalText, type Exact, fraction, parts, significant } from '../facts/exact.js';
import { formulaValue } from '../metrics/formula.js';
import type { ExchangeRate } from '../metrics/rates.js';
import type { MetricTally } from '../metrics/tally.js';
import { type MetricValue, metricValue } from '../metrics/value.js';
import type { Figure } from './document.js';
import type { Plan } from './plan.js';

/** The exact value of each metric by its id. */
export type Figures = (metric: string) => MetricValue;

/** What the figures of a time come from: its tallies, and those of the time before that formulas ask for. */
export interface Tallied {
  readonly plan: Pick<Plan, 'byId'>;
  readonly tallies: ReadonlyMap<string, MetricTally>;
  readonly talliesBefore: ReadonlyMap<string, MetricTally>;
}

/** The value of what there is no data of. */
export const noValue: MetricValue = { numerator: null, denominator: null, value: null };

/** Values of all metrics of a time and of those before; formulas take the others' exact values. `seen` is in place of what was before. */
export function valuesOf(
  { plan, tallies, talliesBefore }: Tallied,
  rates: readonly ExchangeRate[],
  seen?: ReadonlyMap<string, Exact | null>,
): Figures {
  const lookup = (source: Tallied['tallies'], previous: (metric: string) => Exact | null): Figures => {
    const known = new Map<string, MetricValue>();
    const of = (id: string): MetricValue => {
      const value = known.get(id) ?? compute(id);
      known.set(id, value);
      return value;
    };
    const compute = (id: string): MetricValue => {
      const compiled = plan.byId.get(id);
      if (compiled === undefined) return noValue;
      if (compiled.metric.kind === 'formula')
        return ofFormula(formulaValue(compiled.metric.formula, { current: other => of(other).value, previous }));
      const tally = source.get(id);
      return tally === undefined ? noValue : metricValue(compiled, tally.total, rates);
    };
    return of;
  };
  const before = lookup(talliesBefore, () => null);
  return lookup(tallies, metric => (seen === undefined ? before(metric).value : (seen.get(metric) ?? null)));
}

function ofFormula(value: Exact | null): MetricValue {
  if (value === null) return noValue;
  const [numerator, denominator] = parts(value);
  return { numerator: fraction(numerator, 1n), denominator: fraction(denominator, 1n), value };
}

/** A value as documents show it: exact texts, and the quotient rounded once. */
export function documentFigure({ numerator, denominator, value }: Pick<MetricValue, keyof Figure>): Figure {
  return {
    numerator: numerator === null ? null : decimalText(numerator),
    denominator: denominator === null ? null : decimalText(denominator),
    value: value === null ? null : significant(value),
  };
}
