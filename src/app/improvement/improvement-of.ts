import type { ActionView } from '../../contract/improvement.js';
import type { Evaluation, EvaluationDocument } from '../../evaluation/document.js';
import type { FrozenRules } from '../../evaluation/frozen.js';
import { decimalText } from '../../facts/exact.js';
import type { Value } from '../../facts/fact.js';
import { parsePeriod } from '../../facts/period.js';
import { wavesOf } from '../../facts/survey.js';
import { dayText } from '../../facts/time.js';
import { agreedIn } from '../../reports/handout/agreed.js';
import { indexesFor } from '../../reports/tree.js';
import { creditsOf, type Improvement, improvement } from '../../standards/improvement/improvement.js';
import { type CreditsElsewhere, creditsElsewhere } from '../../standards/improvement/credits-elsewhere.js';
import { type AuditedQuestion, selfAudit } from '../../standards/improvement/self-audit.js';
import { actionsOf } from '../../store/actions.js';
import type { Transaction } from '../../store/connect.js';
import { surveyMeans } from '../../store/survey-means.js';
import { forClient, actionWithEffect } from '../actions/action-effect.js';
import { evidenceFor, numeratorFacts } from '../evaluation/evidence.js';

/** The facts behind a credit: those of its metric that failed. */
export interface CreditEvents {
  readonly metric: string;
  readonly total: number;
  readonly facts: readonly {
    readonly fact: string | number | boolean | null;
    readonly batch: number;
    readonly file: string;
    readonly row: number;
  }[];
}

/** What every surface shows of improvement. */
export interface ImprovementView extends Improvement {
  /** Credits that are settled by periods of another length; left out where there are none. */
  readonly credits_elsewhere?: readonly CreditsElsewhere[];
  /** Empty where nothing was answered. */
  readonly self_audit: readonly AuditedQuestion[];
  /** Judged by this period and those before it. */
  readonly actions: readonly ActionView[];
}

/** Whose eyes it is for, and as of which moment. */
export interface ImprovementQuery {
  readonly evaluation: Evaluation;
  /** Evaluations of earlier periods, oldest first. */
  readonly history: readonly Evaluation[];
  /** The rules that it was made by. */
  readonly rules: FrozenRules;
  /** What is known of actions at this moment, UTC milliseconds. */
  readonly at: number;
  /** Trees down to the client's depth, and no names or notes that are internal. */
  readonly isForClient: boolean;
  /** Under a contract nothing but what it names, and no index but its own. */
  readonly isAgreedOnly: boolean;
}

const maxEvents = 1_000;

/** What a stored evaluation, those before it, its frozen rules and the ledger say of improvement. */
export async function improvementOf(tx: Transaction, asked: ImprovementQuery): Promise<ImprovementView> {
  const { evaluation, history, rules, at, isForClient, isAgreedOnly } = asked;
  const { document } = evaluation;
  const { client, rulebook } = rules;
  const period = parsePeriod(document.period, client);
  if (period === undefined) throw new Error(`the period of evaluation ${evaluation.id} is none: ${document.period}`);
  const lastDay = dayText(period.lastDay);
  const subject = { client: client.code, segment: client.segment };
  const surveyed = await surveyMeans(tx, {
    client,
    batch: document.as_of_batch,
    period,
    waves: wavesOf(rulebook.surveys ?? [], client.code),
  });
  const seen = isForClient ? { ...document, indexes: indexesFor(client, document.indexes) } : document;
  const earlier = history.map(one => one.document);
  const { grain } = period;
  const shown = isAgreedOnly ? agreedIn({ evaluation, rulebook, client }) : (one: EvaluationDocument) => one;
  const terms = { rules: rulebook, subject, lastDay, grain };
  const derived = improvement({ period: shown(seen), history: earlier.map(shown), ...terms, surveyed });
  const periods = [...earlier, document];
  const zone = document.time_zone;
  const named = (id: string) =>
    [...document.metrics, ...rulebook.metrics.map(one => ({ ...one, metric: one.id }))].find(({ metric }) => metric === id) ?? {
      label: { en: id, zh: id },
      unit: '',
    };
  const actions = (await actionsOf(tx, { client: client.code, until: at }))
    // What begins only after the period is no part of it.
    .filter(({ start }) => start <= lastDay)
    .map(action => actionWithEffect(action, periods, { zone, at, named }));
  const elsewhere = creditsElsewhere(rulebook, client, period);
  return {
    ...derived,
    // Credits are agreed with the client, whatever measures they are for.
    credits: creditsOf(rulebook, document.metrics, terms),
    ...(elsewhere.length === 0 ? {} : { credits_elsewhere: elsewhere }),
    self_audit:
      rulebook.self_audit === undefined
        ? []
        : selfAudit(rulebook.self_audit_questions ?? [], rulebook.self_audit, subject, lastDay),
    actions: isForClient ? actions.map(forClient) : actions,
  };
}

/** The facts behind credits: each credit is traced to them. */
export async function eventsOf(
  tx: Transaction,
  { evaluation, rules }: Pick<ImprovementQuery, 'evaluation' | 'rules'>,
  { credits }: Pick<Improvement, 'credits'>,
): Promise<readonly CreditEvents[]> {
  const paid = credits
    .flatMap(({ lines }) => lines)
    .filter(({ amount, failed }) => amount !== null && amount !== '0' && failed !== 0);
  const named = new Set(paid.map(({ metric }) => metric));
  if (named.size === 0) return [];
  const { document } = evaluation;
  const metrics = document.metrics.filter(({ metric }) => named.has(metric));
  const { client, rulebook } = rules;
  const only = { ...evaluation, document: { ...document, metrics } };
  const lists = await evidenceFor(tx, only, { rulebook, client, limit: maxEvents });
  const failed = lists.filter(({ membership }) => membership === 'failed');
  // Of a rate that should be low, such as complaints of deliveries, what its numerator counts are the events.
  const counted = [];
  for (const { metric, kind, improves } of metrics)
    if (kind !== 'proportion' && improves === 'down')
      counted.push(...(await numeratorFacts(tx, evaluation, { metric, rulebook, client, limit: maxEvents })));
  return [...failed, ...counted].map(({ metric, totalCount, rows }) => ({
    metric,
    total: totalCount,
    facts: rows.map(({ values, batch, file, row }) => ({ fact: nameOf(values[0] ?? null), batch, file, row })),
  }));
}

const nameOf = (value: Value): string | number | boolean | null =>
  typeof value === 'object' && value !== null ? decimalText(value) : value;
