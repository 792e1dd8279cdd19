import type { Metric } from '../../metrics/definition.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { ruleFaults } from '../../faults/rules.js';
import { findWorkspace } from '../../rulebook/find-workspace.js';
import { loadWorkspace } from '../../rulebook/load-workspace.js';
import type { Language } from '../../facts/label.js';
import type { Comparator, Standard } from '../../standards/standard.js';
import type { Surroundings } from './open-workspace.js';

/** A standard's levels as they were written, where it holds, and since when. */
export type StandardJson = Partial<Record<Comparator | 'minimum' | 'from' | 'reference', string>> &
  Pick<Standard, 'scope'> & { readonly params?: Standard['params'] };

/** Every metric of the workspace, in the order of the catalogue. */
export async function listMetrics({
  start,
  workspace,
  env,
}: Surroundings): Promise<{ readonly metrics: readonly Metric[]; readonly language: Language }> {
  const { rulebook, settings } = await loadWorkspace(findWorkspace(start, workspace, env));
  return { metrics: rulebook.metrics, language: settings.language };
}

/** The metric of an id or of one of its printed names; a Stop with the nearest where there is none. */
export async function showMetric(
  surroundings: Surroundings,
  name: string,
): Promise<{ readonly metric: Metric; readonly standards: readonly StandardJson[] }> {
  const { rulebook } = await loadWorkspace(findWorkspace(surroundings.start, surroundings.workspace, surroundings.env));
  const metric = rulebook.metrics.find(
    one => one.id === name || one.label.en === name || one.label.zh === name || one.aliases?.includes(name),
  );
  if (metric === undefined)
    throw new Stop(2, [fault(ruleFaults, 'metric_unknown', { metric: name, known: rulebook.metrics.map(one => one.id) })]);
  const standards = rulebook.standards.filter(standard => standard.metric === metric.id).map(standardJson);
  return { metric, standards };
}

/** A standard as it was written, by whatever it sets. */
export const standardJson = ({ comparator, level, minimum, scope, from, reference, params }: Standard): StandardJson => ({
  ...(comparator === undefined || level === undefined ? {} : { [comparator]: level.text }),
  ...(minimum === undefined ? {} : { minimum: minimum.text }),
  scope,
  ...(from === undefined ? {} : { from }),
  ...(reference === undefined ? {} : { reference }),
  ...(Object.keys(params).length === 0 ? {} : { params }),
});
