import type { Metric, Term } from '../../metrics/definition.js';
import type { Wordable } from './rule-forms.js';

/** The metrics that use each definition and parameter, by its name as `rules:` of a contract has it, themselves or by what they use. */
export function metricsByRule({ metrics, definitions }: Wordable): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, readonly string[]>([
    ...definitions.map(
      ({ id, is, params }) => [id, [...namesOf([is]), ...Object.keys(params).map(name => `${id}.${name}`)]] as const,
    ),
    ...metrics.map(metric => [metric.id, namesOf(textsOf(metric))] as const),
  ]);
  const users = new Map<string, string[]>();
  for (const { id } of metrics)
    for (const name of reachedFrom(id, parts)) {
      const own = users.get(name) ?? [];
      own.push(id);
      users.set(name, own);
    }
  return users;
}

/** Whatever is used on the way. */
function reachedFrom(id: string, parts: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const name of parts.get(next) ?? [])
      if (!reached.has(name)) {
        reached.add(name);
        open.push(name);
      }
  return reached;
}

/** The names in expressions; texts in quotes are none. */
const namesOf = (texts: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(texts.flatMap(text => text?.replace(/"[^"]*"/g, ' ').match(/[A-Za-z_]\w*/g) ?? [])),
];

function textsOf(metric: Metric): readonly (string | undefined)[] {
  if (metric.kind === 'formula') return [metric.formula];
  if (metric.kind === 'ratio') return [...metric.numerator, ...metric.denominator].flatMap(termTexts);
  if (metric.kind === 'proportion') return [metric.dated, metric.population?.when, metric.passes.when];
  return [metric.dated, metric.when, metric.value];
}

const termTexts = ({ dated, when, value }: Term): readonly (string | undefined)[] => [dated, when, value];
