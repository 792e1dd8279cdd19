import { previousPeriod } from '../facts/period.js';
import { actionSheet } from './actions.js';
import { auditSheet } from './audit.js';
import { definitionSheet, firstScaleRow } from './definitions.js';
import { exceptionSheet } from './exceptions.js';
import { exclusionSheet } from './exclusions.js';
import { gapSheet } from './gaps.js';
import { periodOf, type ScorecardInput, shownMetrics } from './input.js';
import { kpiSheet, type KpiPlan } from './kpis.js';
import { plainText } from './plain-text.js';
import { placedOnSheet, satisfactionSheet } from './satisfaction.js';
import { placedScales } from './scales.js';
import { selfAuditSheets } from './self-audit.js';
import { settled } from './settled.js';
import type { Workbook } from './sheet.js';
import { finding, summarySheet } from './summary.js';
import { trendSheet } from './trend.js';
import { wordsOf } from './words.js';

/** A scorecard: an evaluation laid out to be read, as plain data. */
export type Scorecard = Workbook;

/** The scorecard of one client and period. Every number is the evaluation's, or a formula over such numbers that gives the evaluation's. */
export function scorecard(input: ScorecardInput): Scorecard {
  const { evaluation, language } = input;
  const { document } = evaluation;
  const words = wordsOf(language);
  const metrics = shownMetrics(document.metrics, document.indexes);
  const plan: KpiPlan = {
    words,
    metrics,
    scales: placedScales(input, metrics, firstScaleRow(metrics.length)),
    previous: previousValues(input),
  };
  const indexes = placedOnSheet(input);
  const organisation = plainText(input.organisation[language], 60);
  const client = plainText(input.client.name[language], 60);
  return {
    language,
    title: `${client} · ${document.period} · ${words.scorecard}`,
    subject: finding(input, plan),
    author: organisation,
    madeAt: input.madeAt,
    head: [organisation, `${plainText(client, 44)} · ${plainText(document.period, 30)} · ${words.states[evaluation.state]}`],
    foot: `${words.scorecard} · ${plainText(evaluation.id, 40)}`,
    pageWords: words.page,
    sheets: settled([
      summarySheet(input, plan, indexes),
      kpiSheet(input, plan),
      satisfactionSheet(input, plan, indexes),
      trendSheet(input, plan, indexes),
      gapSheet(input, plan, indexes),
      exceptionSheet(input, words),
      exclusionSheet(input, plan),
      actionSheet(input, plan),
      definitionSheet(input, plan),
      auditSheet(input, words),
      ...selfAuditSheets(input),
    ]),
  };
}

/** The figures of the period right before, not of any earlier one: its own evaluation's, else what a formula asked for. */
function previousValues({ evaluation, history }: ScorecardInput): ReadonlyMap<string, number> {
  const period = periodOf(evaluation);
  const id = period && previousPeriod(period, evaluation.document.time_zone).id;
  const before = new Map(
    history.find(({ document }) => document.period === id)?.document.metrics.map(metric => [metric.metric, metric.value]),
  );
  const values = evaluation.document.metrics.map(
    ({ metric, previous }) => [metric, before.get(metric) ?? previous?.value ?? null] as const,
  );
  return new Map(values.flatMap(([metric, value]) => (value === null ? [] : [[metric, value] as const])));
}
