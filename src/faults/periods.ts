import type { FactKindName, namesEn } from '../words/en.js';
import { error, warning } from './entry.js';

/** A period of a client. */
export interface Of {
  readonly client: string;
  readonly period: string;
}

/** Up to when a source delivered, and with which batch. */
interface Delivered {
  readonly until: string;
  readonly batch: number;
  readonly file: string | null;
}

/** A figure that facts which could not be judged may still change. */
interface FigureOpen extends Of {
  readonly metric: string;
  /** The part of the work that it is of. */
  readonly scope?: Readonly<Record<string, string>>;
  readonly unit: string;
  readonly undetermined: number;
  readonly undated: number;
  /** For a formula, the metrics whose facts could not be judged. */
  readonly through: readonly string[];
  readonly value: number | null;
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly statuses: readonly (keyof typeof namesEn.statuses)[];
  /** The contract's index could come to another score with it. */
  readonly moves_index: boolean;
}

const acknowledging = '--acknowledge REASON';

/** A metric's figure with where it comes from. */
export interface FigureFound {
  readonly value: number | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly status: keyof typeof namesEn.statuses;
}

/** A metric's figure of another time, which has no status of its own. */
type SpanFound = Omit<FigureFound, 'status'>;

/** A count by membership, or a percentile as `p90`, that changed; null where there is none. */
export interface CountChange {
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** A metric, or what a contract agrees of it for a part of the work: places by their dimensions. */
interface MetricNamed {
  readonly metric: string;
  readonly scope?: Readonly<Record<string, string>>;
}

/** What two evaluations of a period say differently. */
export type ResultChange =
  | { readonly is: 'index'; readonly index: string; readonly before: number | null; readonly after: number | null }
  | ({ readonly is: 'metric'; readonly unit: string } & MetricNamed & Sides<FigureFound>)
  | ({ readonly is: 'span'; readonly unit: string; readonly span: keyof typeof namesEn.spans } & MetricNamed & Sides<SpanFound>)
  | ({ readonly is: 'credit'; readonly credit: string; readonly currency: string } & Sides<string>)
  | ({ readonly is: 'counts'; readonly counts: readonly CountChange[] } & MetricNamed);

/** What was and is; null where it is not there. */
interface Sides<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** What somebody writes: a comment's `text`, or the `note` beside a signature. */
export type RemarkInput = 'text' | 'note';

/** Faults of closing, reopening, commenting and signing periods. */
export const periodFaults = {
  period_overlaps: error<Of & { other: string; from: string; until: string }>({
    command: p => `plumbline period reopen --client ${p.client} --period ${p.other} --reason TEXT`,
  }),
  period_not_over: error<Of & { ends: string }>(),
  period_source_missing: error<Of & { source: string; fact: FactKindName; site: string | null; last: Delivered | undefined }>({
    command: p => `--waive ${p.source} --reason TEXT`,
    waives: p => p.source,
  }),
  period_metric_not_final: error<Of & { metric: string; from: string }>({
    command: p => `--waive ${p.metric} --reason TEXT`,
    waives: p => p.metric,
  }),
  period_already_closed: error<Of & { revision: number; by: string; at: string }>({
    command: () => 'plumbline period reopen --reason TEXT',
  }),
  period_not_closed: error<Of & { state: keyof typeof namesEn.periodStates }>({
    command: () => 'plumbline period status, plumbline period close',
  }),
  period_not_evaluated: error<Of>({ command: p => `plumbline evaluate --period ${p.period} --client ${p.client}` }),
  period_revision_unknown: error<Of & { revision: number; last: number }>({ command: () => 'plumbline period status' }),
  period_revision_number: error<{ given: string }>(),
  period_closed_differs: warning<Of & { revision: number; evaluation: string; batch: number; changes: readonly ResultChange[] }>({
    command: () => 'plumbline audit diff, plumbline period reopen',
  }),
  period_before_unseen: warning<Of & { before: string; metrics: readonly string[] }>(),
  period_rejects_left: warning<Of & { rows: number; batches: readonly number[] }>({
    command: p => `plumbline rejects list ${p.batches[0] ?? ''}`,
  }),
  period_figure_open: error<FigureOpen>({ command: () => acknowledging }),
  period_credits_open: error<Of & { credit: string; currency: string; net: string; lowest: string | null; highest: string }>({
    command: () => acknowledging,
  }),
  period_request_open: error<Of & { kind: keyof typeof namesEn.amendmentKinds; number: number; by: string }>({
    command: p =>
      p.kind === 'dispute'
        ? `plumbline dispute show ${p.number}; ${acknowledging}`
        : `plumbline ${p.kind === 'exclusion' ? 'exclude' : 'override'} show ${p.number}; ${acknowledging}`,
  }),
  period_strict_excused: error<object>({ command: () => '--strict' }),
  period_waiver_unknown: error<{ source: string; known: readonly string[] }>(),
  comment_too_early: error<Of>({ command: p => `plumbline evaluate --period ${p.period} --client ${p.client}` }),
  comment_not_there: error<Of & { metric: string | null }>({ command: () => 'plumbline comment list' }),
  remark_too_long: error<{ input: RemarkInput; length: number; most: number }>(),
  remark_too_many_lines: error<{ input: RemarkInput; lines: number; most: number }>(),
  remark_sign_unseen: error<{ input: RemarkInput; sign: string; position: number }>(),
  sign_off_not_closed: error<Of & { isReopened: boolean; next: number }>({ command: () => 'plumbline period status' }),
  sign_off_outdated: error<Of & { revision: number; current: number }>({ command: () => 'plumbline period status' }),
  sign_off_own_work: error<Of & { revision: number; signatory: string; is: 'closer' | 'recorder' }>({
    command: p => `plumbline period sign-off --client ${p.client} --period ${p.period} --revision ${p.revision} --by NAME`,
  }),
  sign_off_day: error<{ given: string; first: string; last: string }>({ command: p => `--on ${p.last}` }),
  sign_off_received: error<{ given: string }>({ command: () => '--received paper; --received mail' }),
  period_waiver_reason: error<{ waived: number; reasons: number }>({ command: () => '--waive SOURCE --reason TEXT' }),
} as const;
