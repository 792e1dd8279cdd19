import { didYouMean, type Entry, error, orList, quoted, warning } from './fault.js';

interface Of {
  readonly client: string;
  readonly period: string;
}

const named = ({ client, period }: Of): string => `${quoted(client)}, ${period}`;

/** Faults of closing and reopening periods. */
export const periodFaults = {
  period_not_over: error<Of & { ends: string }>(p => ({
    what: `${named(p)} is not over: it ends at ${p.ends}.`,
    remedy: 'Close it after that. Until then its figures are provisional.',
  })),
  period_source_missing: error<Of & { source: string; delivers: string; last: string | undefined }>(p => ({
    what: `${named(p)} is not complete: source ${p.source} (${p.delivers}) has not delivered past the period's end; ${p.last === undefined ? 'it has delivered nothing yet' : `what it delivered last is of ${p.last}`}.`,
    remedy: `Import what is missing, or close without it: waive ${p.source}, with a reason.`,
    command: `--waive ${p.source} --reason TEXT`,
    waives: p.source,
  })),
  period_metric_not_final: error<Of & { metric: string; from: string }>(p => ({
    what: `${named(p)} is not final: ${p.metric} is, by its definition, only from ${p.from}.`,
    remedy: `Close it from that day on, or before: waive ${p.metric}, with a reason.`,
    command: `--waive ${p.metric} --reason TEXT`,
    waives: p.metric,
  })),
  period_already_closed: error<Of & { revision: number; by: string; at: string }>(p => ({
    what: `${named(p)} is closed already: revision ${p.revision}, by ${quoted(p.by)}, at ${p.at}.`,
    remedy: 'What was closed stays. To correct it, reopen it as its next revision, with a reason.',
    command: 'plumbline period reopen --reason TEXT',
  })),
  period_not_closed: error<Of & { state: string }>(p => ({
    what: `${named(p)} is not closed, so there is nothing to reopen: it is ${p.state}.`,
    remedy: 'Only what is closed is reopened; close it first.',
    command: 'plumbline period status, plumbline period close',
  })),
  period_not_evaluated: error<Of>(p => ({
    what: `There is no evaluation of ${named(p)}, and this command only reads: it makes none.`,
    remedy: 'Evaluate it first.',
    command: `plumbline evaluate --period ${p.period} --client ${p.client}`,
  })),
  period_revision_unknown: error<Of & { revision: number; last: number }>(p => ({
    what: `${named(p)} has no revision ${p.revision}: ${p.last === 0 ? 'none was closed yet' : `the last that was closed is ${p.last}`}.`,
    remedy: p.last === 0 ? 'Close it first.' : `Name one from 1 to ${p.last}.`,
    command: 'plumbline period status',
  })),
  period_revision_number: error<{ given: string }>(p => ({
    what: `${quoted(p.given)} is not the number of a revision.`,
    remedy: 'Revisions count from 1.',
  })),
  period_closed_differs: warning<Of & { revision: number; evaluation: string; batch: number; changes: readonly string[] }>(p => ({
    what: `${named(p)} is closed at revision ${p.revision}, and stays so. What is known at batch ${p.batch} gives other results: ${p.changes.slice(0, 6).join('; ')}${p.changes.length > 6 ? `; and ${p.changes.length - 6} more` : ''}.`,
    remedy: `They are kept as provisional, ${p.evaluation}. Comparing both explains them; reopening the period makes them the next revision.`,
    command: 'plumbline audit diff, plumbline period reopen',
  })),
  period_before_unseen: warning<Of & { before: string; metrics: readonly string[] }>(p => ({
    what: `${named(p)} is closed without the figures of ${p.before}, which is not closed and so not shown to the client: no data for ${p.metrics.join(', ')}.`,
    remedy: `To have them in it, close ${p.before} first: now that means to reopen ${p.period}, and to close it again after that.`,
  })),
  period_waiver_unknown: error<{ source: string; known: readonly string[] }>(p => ({
    what: `Nothing can be waived under ${quoted(p.source)}.${didYouMean(p.source, p.known)}`,
    remedy:
      p.known.length === 0
        ? 'No source is expected of these clients (config/sources.yaml), so none has to be waived.'
        : `What is expected: ${orList(p.known.slice(0, 12))}${p.known.length > 12 ? ` and ${p.known.length - 12} more` : ''}.`,
  })),
  period_waiver_reason: error<{ waived: number; reasons: number }>(p => ({
    what: `${p.waived} waived and ${p.reasons} reasons given: who waives something says why.`,
    remedy: 'Give one reason for all, or one for each that is waived, in the same order.',
    command: '--waive SOURCE --reason TEXT',
  })),
} as const satisfies Record<string, Entry<never>>;
