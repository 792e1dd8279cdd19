import { compileMetric, type CompiledMetric, type Override } from '../../src/metrics/compile.js';
import type { Metric } from '../../src/metrics/definition.js';
import { exact } from '../../src/facts/exact.js';
import type { Value, Values } from '../../src/facts/fact.js';
import { type FactKindName, kindOf } from '../../src/facts/kinds.js';
import { type MetricTally, tallyFacts } from '../../src/metrics/tally.js';
import { type MetricValue, metricValue } from '../../src/metrics/value.js';
import { inKeyOrder, inZone, viewOf } from './tallying.js';

type WithDefaults<M> = M extends Metric
  ? Omit<M, 'id' | 'label' | 'unit' | 'stage' | 'params' | 'improves'> &
      Partial<Pick<M, 'id' | 'unit' | 'stage' | 'params' | 'improves'>>
  : never;

/** A metric of which only what matters is said. */
export const metric = (said: WithDefaults<Metric>): Metric => ({
  id: 'one',
  label: { en: 'one', zh: 'one' },
  improves: 'up',
  unit: '%',
  stage: 'fixed',
  params: {},
  ...said,
});

/** A fact of which only what matters is said: instants as ISO text, numbers as decimal text; the rest is missing. */
export function fact(kindName: FactKindName, said: Readonly<Record<string, string | number | boolean>>): Values {
  const kind = kindOf(kindName);
  const read = (name: string, type: string, initial: Value): Value => {
    const value = said[name];
    if (value === undefined) return kind.key.includes(name) ? (initial ?? 'A') : null;
    if (type === 'instant') return Date.parse(String(value));
    return type === 'number' ? exact(String(value)) : value;
  };
  return Object.fromEntries(kind.fields.map(({ name, type, initial }) => [name, read(name, type, initial ?? null)]));
}

/** A metric's tally and value over facts of one kind, in January 2026, UTC. */
export function valueOf(
  said: Metric,
  kind: FactKindName,
  facts: readonly Values[],
  overrides: readonly Override[] = [],
): MetricValue & { readonly tally: MetricTally; readonly compiled: CompiledMetric } {
  const compiled = compileMetric(said, [], overrides);
  const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 1, 1), asOf: Date.UTC(2026, 1, 10), places: inZone('UTC') };
  const tally = tallyFacts(compiled, viewOf(window), [], of => inKeyOrder(of.name, of.name === kind ? facts : []));
  return { ...metricValue(compiled, tally.total), tally, compiled };
}
