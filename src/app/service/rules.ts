import type { ExpectationView, LayoutView } from '../../contract/rules.js';
import path from 'node:path';
import { concernsClients, rulesFor } from '../../evaluation/rules-for.js';
import type { Rulebook } from '../../evaluation/rulebook.js';
import { fault } from '../../faults/make.js';
import { dayText, localDay } from '../../facts/time.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import type { Metric } from '../../metrics/definition.js';
import { hasLevel } from '../../standards/comparison.js';
import { standardsOn } from '../../standards/contract.js';
import type { Standard } from '../../standards/standard.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import { listedLayouts } from '../imports/list-layouts.js';
import { type StandardJson, standardJson } from '../workspace/list-metrics.js';
import type { Visibility } from '../visible/visibility.js';

/** The metrics that hold now and that the caller may see, in the order of the catalogue. */
export const currentMetrics = (deps: Pick<Deps, 'workspace' | 'clock'>, visibility: Visibility): readonly Metric[] =>
  rulesSeen(deps, visibility).metrics;

/** The metric of an id, with the standards of it that the caller may see. */
export function visibleMetric(
  deps: Deps,
  visibility: Visibility,
  id: string,
): { readonly metric: Metric; readonly standards: readonly StandardJson[] } {
  const { metrics, standards } = rulesSeen(deps, visibility);
  const metric = metrics.find(one => one.id === id);
  if (metric === undefined)
    throw new Stop(2, [fault(readFaults, 'metric_not_known', { metric: id, known: metrics.map(one => one.id) })]);
  const own = standards.filter(one => one.metric === id);
  return { metric, standards: own.map(standardJson) };
}

/** The standards that a caller may see; a client sees those that concern it. */
export const visibleStandards = (
  deps: Pick<Deps, 'workspace' | 'clock'>,
  visibility: Visibility,
): readonly (StandardJson & { readonly metric: string })[] =>
  rulesSeen(deps, visibility).standards.map(standard => ({ metric: standard.metric, ...standardJson(standard) }));

/**
 * The expectations that concern a caller: a client sees what its scorecard's five gaps compare, among it goals and
 * understanding.
 */
export const visibleExpectations = (
  deps: Pick<Deps, 'workspace' | 'clock'>,
  visibility: Visibility,
): readonly ExpectationView[] =>
  rulesSeen(deps, visibility).expectations.map(({ metric, role, level, basis, scope, from, until }) => ({
    metric,
    role,
    level: level.text,
    basis: basis ?? null,
    scope,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  }));

/** The layouts that a caller may know of: a workspace's own are named after those that deliver, so a client sees the packaged ones. */
export const visibleLayouts = ({ workspace }: Deps, { isClient }: Visibility): readonly LayoutView[] =>
  listedLayouts(workspace)
    .filter(({ from }) => !isClient || from === 'packaged')
    .map(one => ({ ...one, file: one.from === 'packaged' ? 'packaged' : relativePath(workspace.directory, one.file) }));

/** A file's path as the workspace has it: where the server keeps that is nobody's business. */
const relativePath = (directory: string, file: string): string => path.relative(directory, path.resolve(directory, file));

/** The rules as far as they concern the clients that the caller is bound to: without what the firm holds itself to besides contracts. */
export function rulesSeen({ workspace, clock }: Pick<Deps, 'workspace' | 'clock'>, { clients }: Visibility): Rulebook {
  if (clients === 'all') return workspace.rulebook;
  const own = clients.map(code => clientOf(workspace, code));
  const rules = rulesFor(workspace.rulebook, own);
  const today = clock();
  const isAgreed = (standard: Standard): boolean =>
    own.some(client => {
      const day = dayText(localDay(client.time_zone, today));
      return concernsClients([client])(standard) && standardsOn([standard], rules.contracts, client, day).length > 0;
    });
  return { ...rules, standards: rules.standards.filter(one => one.contract !== undefined || !hasLevel(one) || isAgreed(one)) };
}
