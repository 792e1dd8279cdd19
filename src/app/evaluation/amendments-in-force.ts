import { groupedBy } from '../../facts/grouped.js';
import type { Client } from '../../facts/place.js';
import type { Amendments, Approved, ApprovedExclusion, ApprovedOverride } from '../../evaluation/amendments.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import { type Span, timesOf } from '../../evaluation/spans.js';
import { type Period, previousPeriod } from '../../facts/period.js';
import type { Exclusion } from '../../metrics/exclusion.js';
import { type Amendment, amendmentsOf, type Decision, stateOf } from '../../store/amendments.js';
import type { Transaction } from '../../store/connect.js';

/** What an exclusion's entry in the ledger holds. */
export interface ExclusionBody extends Exclusion {
  /** The period that the window was given as, where it was. */
  readonly period?: string;
  readonly reason: ApprovedExclusion['reason'];
  readonly evidence: string;
  readonly dispute?: number;
}

/** What an override's entry in the ledger holds. */
export interface OverrideBody {
  readonly metric: string;
  readonly period: string;
  /** Exact decimal text in the metric's unit, a share for `%`. */
  readonly value: string;
  readonly reason: string;
  readonly evidence: string;
}

/** Whose period amendments are looked for, and which. */
interface AmendmentsAsked {
  readonly client: Client;
  readonly period: Period;
  /** Those alone that follow from these decisions; all where it is left out. */
  readonly known?: (decision: Decision) => boolean;
  /** Other times whose figures stand in the document too. */
  readonly besides?: readonly Span[];
}

/** What is approved and concerns a client's period, or a time that its document looks back to. */
export async function amendmentsFor(
  tx: Transaction,
  client: Client,
  period: Period,
  asked: Omit<AmendmentsAsked, 'client' | 'period'> = {},
): Promise<Amendments> {
  const [amendments] = await amendmentsForAll(tx, [{ client, period, ...asked }]);
  return amendments ?? { exclusions: [], overrides: [] };
}

/** The same of several clients, in their order. */
export async function amendmentsForAll(tx: Transaction, asked: readonly AmendmentsAsked[]): Promise<readonly Amendments[]> {
  const clients = asked.map(({ client }) => client.code);
  const byClient = <B>(all: readonly Amendment<B>[]): ReadonlyMap<string, readonly Amendment<B>[]> =>
    groupedBy(all, ({ client }) => client);
  const exclusions = byClient(await amendmentsOf<ExclusionBody>(tx, { clients, kind: 'exclusion' }));
  const overrides = byClient(await amendmentsOf<OverrideBody>(tx, { clients, kind: 'override' }));
  return asked.map(one => approvedOf(one, exclusions.get(one.client.code) ?? [], overrides.get(one.client.code) ?? []));
}

function approvedOf(
  { client, period, known = () => true, besides = [] }: AmendmentsAsked,
  exclusions: readonly Amendment<ExclusionBody>[],
  overrides: readonly Amendment<OverrideBody>[],
): Amendments {
  const before = previousPeriod(period, client);
  const times = [{ from: before.from, to: period.to }, ...timesOf(besides)];
  const overlaps = ({
    body: { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY },
  }: Amendment<ExclusionBody>): boolean => times.some(time => from < time.to && to > time.from);
  const isApproved = ({ decisions }: Amendment<unknown>): boolean => stateOf(decisions.filter(known)) === 'approved';
  return {
    exclusions: exclusions.filter(one => isApproved(one) && overlaps(one)).map(exclusionOf),
    overrides: overrides.filter(one => isApproved(one) && one.body.period === period.id).map(overrideOf),
  };
}

/** Everything of a client that is approved to be left out, whatever the period. */
export async function exclusionsInForce(tx: Transaction, client: string): Promise<readonly ApprovedExclusion[]> {
  const all = await amendmentsOf<ExclusionBody>(tx, { client, kind: 'exclusion' });
  return all.filter(({ state }) => state === 'approved').map(exclusionOf);
}

/** What an evaluation was made with, as the ledger has it: also what has been revoked since. */
export async function amendmentsOfDocument(
  tx: Transaction,
  { client, exclusions = [], metrics }: Pick<EvaluationDocument, 'client' | 'exclusions' | 'metrics'>,
): Promise<Amendments> {
  const excluded = new Set(exclusions.map(({ exclusion }) => exclusion));
  const overridden = new Set(metrics.flatMap(({ override }) => (override === undefined ? [] : [override.override])));
  if (excluded.size + overridden.size === 0) return { exclusions: [], overrides: [] };
  const all = await amendmentsOf<ExclusionBody>(tx, { client, kind: 'exclusion' });
  const values = await amendmentsOf<OverrideBody>(tx, { client, kind: 'override' });
  return {
    exclusions: all.filter(({ number }) => excluded.has(number)).map(exclusionOf),
    overrides: values.filter(({ number }) => overridden.has(number)).map(overrideOf),
  };
}

/** An exclusion's entry as if it were approved. */
export function exclusionOf(amendment: Amendment<ExclusionBody>): ApprovedExclusion {
  const { metrics, facts, where, from, to, reason } = amendment.body;
  return {
    metrics,
    facts,
    where,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    reason,
    ...approvalOf(amendment),
  };
}

function overrideOf(amendment: Amendment<OverrideBody>): ApprovedOverride {
  const { metric, period, value, reason } = amendment.body;
  return { metric, period, value, reason, ...approvalOf(amendment) };
}

function approvalOf({
  number,
  requested_by,
  requested_at,
  body,
  decisions,
}: Amendment<{ readonly evidence: string; readonly dispute?: number }>): Approved {
  const approval = decisions.find(({ kind }) => kind === 'approval');
  return {
    number,
    requested_by,
    requested_at,
    approved_by: approval?.by ?? '',
    approved_at: approval?.at ?? 0,
    evidence: body.evidence,
    ...(body.dispute === undefined ? {} : { dispute: body.dispute }),
  };
}
