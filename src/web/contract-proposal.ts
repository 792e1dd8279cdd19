import type { FormOf } from '../contract/config-forms.js';
import type { ClientPeriods } from '../contract/clients.js';
import type { Performance } from '../contract/evaluation.js';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type MonthFigures, proposedGroups } from './contract-start.js';
import { useTranslation } from './language.js';
import { useMetrics } from './metric-labels.js';
import { useResource } from './resource.js';
import { at, withQuery } from './rest.js';
import { resultText } from './result.js';

/** What a new contract begins with besides what is plain. */
export interface Proposal {
  /** The month whose figures stand beside the measures; null for the newest that was evaluated. */
  readonly period: string | null;
  /** The metrics whose measures are only proposed. */
  readonly metrics: readonly string[];
  readonly propose: (metrics: readonly string[]) => void;
}

/** The figures of a client's month: `none` where no month was evaluated, `unread` until that is known. */
export function useMonthFigures(client: string, asked: string | null): MonthFigures | 'none' | 'unread' {
  const translation = useTranslation();
  const [periods] = useResource<ClientPeriods>(client === '' ? null : at`/clients/${client}/periods`);
  const known = periods.state === 'ready' ? periods.data.periods : [];
  const period = (known.find(one => one.period === asked) ?? known[0])?.period;
  const [read] = useResource<Performance>(
    period === undefined ? null : withQuery(at`/clients/${client}/performance`, { period, fields: 'period,metrics' }),
  );
  if (client === '' || periods.state === 'failed' || read.state === 'failed') return 'none';
  if (periods.state === 'ready' && period === undefined) return 'none';
  if (read.state !== 'ready' || period === undefined) return 'unread';
  const withValue = read.data.metrics.filter(({ value }) => value !== null);
  return { period, texts: new Map(withValue.map(result => [result.metric, resultText(result, translation)])) };
}

interface Begun {
  readonly values: FormOf<'contract'>;
  readonly isNew: boolean;
  readonly proposal: Proposal;
  readonly figures: MonthFigures | 'none' | 'unread';
  readonly change: (part: Partial<FormOf<'contract'>>) => void;
}

/** Puts what is commonly agreed and has data into a new contract of which nothing is measured yet. */
export function useProposedMeasures({ values, isNew, proposal, figures, change }: Begun): void {
  const metrics = useMetrics();
  // What was proposed: it is replaced only as long as nothing was written in it.
  const last = useRef('');
  const isReady = isNew && metrics.length > 0 && figures !== 'unread';
  const month = typeof figures === 'string' ? figures : figures.period;
  // At once: what somebody writes meanwhile would be lost.
  useLayoutEffect(() => {
    const isAsProposed = values.groups.length === 0 || JSON.stringify(values.groups) === last.current;
    if (!isReady || !isAsProposed) return;
    const withFigure = typeof figures === 'string' ? undefined : new Set(figures.texts.keys());
    const groups = proposedGroups({ metrics, withFigure });
    last.current = JSON.stringify(groups);
    proposal.propose(groups.flatMap(({ measures }) => measures.map(({ metric }) => metric)));
    change({ groups });
  }, [isReady, values.client, month]);
}
