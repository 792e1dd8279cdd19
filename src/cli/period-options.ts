import type { EvaluateRequest } from '../app/evaluation/evaluate.js';
import { fault } from '../faults/make.js';
import { periodFaults } from '../faults/periods.js';
import { Stop } from '../faults/stop.js';
import { usageFaults } from '../faults/usage.js';
import { actorOf, type CommonOptions, type Context, requireOption } from './context.js';

/** Options of the commands that evaluate. */
export interface PeriodOptions extends CommonOptions {
  readonly period?: string;
  readonly client?: readonly string[];
  readonly asOf?: string;
  readonly at?: string;
}

/** What these options ask for; a Stop where one cannot be read. */
export function periodRequest(context: Context, options: PeriodOptions): EvaluateRequest {
  const { client, asOf, at } = options;
  const period = requireOption(options.period, '--period <period>');
  if (asOf !== undefined && !/^\d{1,9}$/.test(asOf)) throw new Stop(2, [fault(usageFaults, 'batch_number', { given: asOf })]);
  return {
    period,
    clients: client ?? [],
    asOfBatch: asOf === undefined ? undefined : Number(asOf),
    at: at === undefined ? undefined : instant(at),
    actor: actorOf(context, options),
  };
}

/** The number of a revision. */
export function revisionOf(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Stop(2, [fault(periodFaults, 'period_revision_number', { given: text })]);
  return Number(text);
}

/** The instant of a text with an offset; a Stop that shows the form. */
export function instant(text: string): number {
  const isWhole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  // The parser of dates takes the 30th of February for the 2nd of March.
  const minute = isWhole ? new Date(`${text.slice(0, 16)}Z`) : undefined;
  const isThere = minute !== undefined && !Number.isNaN(minute.getTime()) && minute.toISOString().startsWith(text.slice(0, 16));
  const at = isThere ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new Stop(2, [fault(usageFaults, 'instant_unreadable', { given: text })]);
  return at;
}
