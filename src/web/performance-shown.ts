import type { MetricResult, Performance } from '../contract/evaluation.js';

/** A metric as the list of all figures asks for it: without its breakdowns, which its own page shows. */
export type MetricShown = Omit<MetricResult, 'by'>;

/** A client's period as the list of all figures asks for it. */
export type PerformanceShown = Omit<Performance, 'metrics'> & { readonly metrics: readonly MetricShown[] };

/** What the list of all figures leaves out. */
export const performanceFields = '-metrics.by';

const ofPoints = ['value', 'interval', 'standard', 'status'];

/** What a small trend takes of a month. */
export interface MonthShown {
  readonly metrics: readonly (Pick<MetricResult, 'value' | 'interval' | 'standard' | 'status'> & Pick<MetricResult, 'metric'>)[];
  readonly measures?: Performance['measures'];
}

/** The members that a small trend asks for. */
export const monthFields = ['metrics.metric', ...ofPoints.map(name => `metrics.${name}`), 'measures'].join();
