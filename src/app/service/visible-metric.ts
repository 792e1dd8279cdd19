import type { MetricView } from '../../contract/figures.js';
import { lastDayOf, metricOn } from '../../evaluation/wording.js';
import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import { definitionOf } from '../../explain/definition.js';
import { namedFields } from '../../explain/named-fields.js';
import { neededFields } from '../../metrics/needed-fields.js';
import type { Deps } from '../deps.js';
import { rulesOf } from '../periods/evaluation-to-show.js';
import { visibleDocument } from '../visible/documents.js';
import { documentForClient, ownDisputeNumbers, withoutInternal } from '../visible/own-disputes.js';
import { visiblePeriod } from '../visible/visible-period.js';
import { seesInternal, type Visibility } from '../visible/visibility.js';

/** One metric of the evaluation that the caller is shown. */
export async function visibleMetricResult(
  deps: Deps,
  visibility: Visibility,
  asked: { readonly client: string; readonly metric: string; readonly period?: string | undefined },
): Promise<MetricView> {
  const shown = await visiblePeriod(deps, visibility, asked);
  const { metrics, rules, day } = await deps.database.transaction(async tx => {
    const evaluation = await visibleDocument(tx, shown);
    const { document } = evaluation;
    const whole = seesInternal(visibility) ? document : withoutInternal(document);
    const seen = visibility.isClient ? documentForClient(whole, await ownDisputeNumbers(tx, shown.client)) : whole;
    return { metrics: seen.metrics, rules: await rulesOf(tx, evaluation), day: lastDayOf(document) };
  });
  const result = metrics.find(one => one.metric === asked.metric);
  const defined = rules.rulebook.metrics.find(one => one.id === asked.metric);
  if (result === undefined || defined === undefined)
    throw new Stop(2, [
      fault(readFaults, 'metric_not_known', { metric: asked.metric, known: metrics.map(({ metric }) => metric) }),
    ]);
  const worded = metricOn(rules.rulebook, defined, rules.client, day);
  const needed = neededFields(worded, rules.rulebook.fields);
  const { expressions, source, words: en } = definitionOf(worded);
  const { words: zh, source: source_zh } = definitionOf(worded, 'zh');
  const { metric, label, unit, improves } = result;
  const { client, period, id, state, revision } = shown;
  return {
    client,
    period,
    evaluation: id,
    state,
    revision,
    metric,
    label,
    unit,
    improves,
    definition: { words: { en, zh }, expressions, source, source_zh, fields: namedFields(worded) },
    ...(needed === undefined ? {} : { needed }),
    result,
  };
}
