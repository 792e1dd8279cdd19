import { groupedBy } from '../../facts/grouped.js';
import { compatibleForm } from '../../facts/folded.js';
import type { Language } from '../../facts/label.js';
import type { Metric } from '../../metrics/definition.js';

/** The name of each metric in the drop-down list, by its id: its label, with the id behind it where two have the same. */
export function metricNames(metrics: readonly Metric[], language: Language): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { label } of metrics) counts.set(folded(label[language]), (counts.get(folded(label[language])) ?? 0) + 1);
  return new Map(
    metrics.map(({ id, label }) => {
      const name = label[language];
      return [id, (counts.get(folded(name)) ?? 0) > 1 ? `${name} (${id})` : name];
    }),
  );
}

const finders = new WeakMap<readonly Metric[], (text: string) => string | undefined>();

/** The metric that a text names. What is known of some metrics is prepared once: a workbook asks for each of its rows. */
export function metricNamed(metrics: readonly Metric[], text: string): string | undefined {
  const find = finders.get(metrics) ?? metricFinder(metrics);
  finders.set(metrics, find);
  return find(text);
}

/** Finds the metric that a text names: by its id, its name in the list of either language, or another printed name of one metric alone. */
function metricFinder(metrics: readonly Metric[]): (text: string) => string | undefined {
  const found = new Map<string, string>();
  const note = (name: string, id: string): void => {
    if (!found.has(folded(name))) found.set(folded(name), id);
  };
  for (const { id } of metrics) note(id, id);
  for (const language of ['en', 'zh'] as const) for (const [id, name] of metricNames(metrics, language)) note(name, id);
  const others = metrics.flatMap(({ id, aliases = [] }) => [...new Set(aliases.map(folded))].map(name => ({ id, name })));
  for (const [name, named] of groupedBy(others, one => one.name)) if (named.length === 1) note(name, named[0]?.id ?? '');
  return text => found.get(folded(text));
}

/** A text as it is compared with others: without differences of case, width and spaces. */
export const folded = (text: string): string => compatibleForm(text).trim().replace(/\s+/g, ' ').toLowerCase();
