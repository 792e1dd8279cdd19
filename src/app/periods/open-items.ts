import type { EvaluationDocument, MetricResult } from '../../evaluation/document.js';
import { standardOfPart } from '../../evaluation/contract-results.js';
import { standardFor } from '../../evaluation/evaluate.js';
import { indexesInForce, leavesWeighed } from '../../evaluation/index-results.js';
import { scaleFor } from '../../evaluation/metric-score.js';
import { type OpenFigures, openFigures } from '../../evaluation/open-figures.js';
import { parsePeriod, type Period } from '../../facts/period.js';
import type { Label } from '../../facts/label.js';
import type { Client } from '../../facts/place.js';
import { dayText } from '../../facts/time.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { periodFaults } from '../../faults/periods.js';
import { handedOver } from '../../reports/handout/agreed.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { creditRulesFor } from '../../standards/improvement/improvement.js';
import { partId } from '../../standards/part.js';
import { type Amendment, type AmendmentKind, amendmentsOf } from '../../store/amendments.js';
import type { Transaction } from '../../store/connect.js';
import { type BeyondSources, beyondSources } from './beyond-sources.js';

/** A request about a period that nobody has decided yet. */
export interface WaitingRequest {
  readonly kind: AmendmentKind;
  readonly number: number;
  readonly requested_by: string;
  /** UTC milliseconds. */
  readonly requested_at: number;
}

/** Facts of a metric that no source covers, so that nothing that may still come judges them. */
export interface UnjudgeableFacts {
  readonly metric: string;
  readonly label: Label;
  readonly facts: number;
}

/** What closing a period would fix although it could still change. */
export interface OpenItems extends OpenFigures {
  /** What stays as it is, and needs no reason: of the metrics that the client is shown. */
  readonly unjudgeable: readonly UnjudgeableFacts[];
  readonly requests: readonly WaitingRequest[];
  /** Whether a contract is in force, so that what is open needs a reason. */
  readonly isAgreed: boolean;
}

/** Whether closing needs a reason. */
export const needsReason = ({ figures, credits, requests, isAgreed }: OpenItems): boolean =>
  isAgreed && figures.length + credits.length + requests.length > 0;

/** What is open in a document that a client's period would be closed with. */
export async function openItems(
  tx: Transaction,
  { rulebook }: Pick<Workspace, 'rulebook'>,
  client: Client,
  period: Period,
  document: EvaluationDocument,
): Promise<OpenItems> {
  const subject = { client: client.code, segment: client.segment };
  const lastDay = dayText(period.lastDay);
  const beyond = await beyondSources(tx, { rulebook }, client, document);
  // What no source will ever record is not open: else each month would have to be closed with the same reason for ever.
  const metrics = document.metrics.map(result => withoutBeyond(result, beyond.get(result.metric)));
  const measures = (document.measures ?? []).map(result =>
    withoutBeyond(result, beyond.get(partId(result.metric, result.scope))),
  );
  const asked = { rulebook, client, period };
  const open = openFigures(
    { metrics, measures },
    {
      metrics: rulebook.metrics,
      credits: creditRulesFor(rulebook, { subject, lastDay, grain: period.grain }),
      standardOf: (metric, part) => (part === undefined ? standardFor(metric, asked) : standardOfPart(metric, part, asked)),
      scaleOf: metric => scaleFor(metric, asked),
      weighed: leavesWeighed(indexesInForce(rulebook.indexes, subject, lastDay).filter(({ id }) => id === 'contract')),
    },
  );
  const requests = await waitingRequests(tx, client, period);
  // What a firm holds itself to without a contract concerns nobody else: it is shown, and closed without a reason.
  return {
    ...open,
    unjudgeable: unjudgeableOf(beyond, rulebook, client, document),
    requests,
    isAgreed: document.contract !== undefined,
  };
}

type Beyond = Awaited<ReturnType<typeof beyondSources>>;

function withoutBeyond<Result extends Pick<MetricResult, 'counts'>>(result: Result, own: BeyondSources | undefined): Result {
  if (own === undefined) return result;
  const { counts } = result;
  const left = { undetermined: counts.undetermined - own.undetermined, undated: counts.undated - own.undated };
  return { ...result, counts: { ...counts, ...left } };
}

const unjudgeableOf = (
  beyond: Beyond,
  rulebook: Workspace['rulebook'],
  client: Client,
  document: EvaluationDocument,
): readonly UnjudgeableFacts[] =>
  handedOver({ rulebook, client, evaluation: { document } }).flatMap(({ metric, label }) => {
    const own = beyond.get(metric);
    return own === undefined ? [] : [{ metric, label, facts: own.undetermined + own.undated }];
  });

/** What the body of a request says of its time. */
export interface RequestBody {
  readonly period?: string;
  readonly from?: number;
  readonly to?: number;
}

/** Whether an amendment could change a period: an override of exactly this one, the others of any time that overlaps it. */
export function concernsPeriod(
  { kind, body }: Pick<Amendment<RequestBody>, 'kind' | 'body'>,
  client: Client,
  period: Period,
): boolean {
  const overlaps = ({ from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: RequestBody): boolean =>
    from < period.to && to > period.from;
  if (kind === 'override') return body.period === period.id;
  if (kind === 'exclusion') return overlaps(body);
  const disputed = parsePeriod(body.period ?? '', client);
  return disputed !== undefined && overlaps(disputed);
}

/** The requests that wait and could change the period. */
async function waitingRequests(tx: Transaction, client: Client, period: Period): Promise<readonly WaitingRequest[]> {
  return (await amendmentsOf<RequestBody>(tx, { client: client.code }))
    .filter(one => one.state === 'requested' && concernsPeriod(one, client, period))
    .map(({ kind, number, requested_by, requested_at }) => ({ kind, number, requested_by, requested_at }));
}

/** A fault for each thing that is open and needs a reason; where closing is strict, for each thing that is open. */
export function openFaults(
  client: string,
  period: string,
  { figures, credits, requests, isAgreed }: OpenItems,
  isStrict: boolean,
): readonly Fault[] {
  const of = { client, period };
  if (!isAgreed && !isStrict) return [];
  return [
    ...figures.map(({ label: _label, status: _status, ...figure }) =>
      fault(periodFaults, 'period_figure_open', { ...of, ...figure }),
    ),
    ...credits.map(({ label: _label, ...credit }) => fault(periodFaults, 'period_credits_open', { ...of, ...credit })),
    ...requests.map(({ kind, number, requested_by: by }) =>
      fault(periodFaults, 'period_request_open', { ...of, kind, number, by }),
    ),
  ];
}
