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

/** The metric that a text names: its id, its name in the list of either language, or another printed name of one metric alone. */
export function metricNamed(metrics: readonly Metric[], text: string): string | undefined {
  const wanted = folded(text);
  const listed = (['en', 'zh'] as const).flatMap(language => [...metricNames(metrics, language)]);
  const found = metrics.find(({ id }) => folded(id) === wanted)?.id ?? listed.find(([, name]) => folded(name) === wanted)?.[0];
  if (found !== undefined) return found;
  const others = metrics.filter(({ aliases = [] }) => aliases.some(name => folded(name) === wanted));
  return others.length === 1 ? others[0]?.id : undefined;
}

/** A text as it is compared with others: without differences of case, width and spaces. */
export const folded = (text: string): string => compatibleForm(text).trim().replace(/\s+/g, ' ').toLowerCase();
