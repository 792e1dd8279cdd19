import type { Evaluation, MetricResult, PreviousEvaluation } from '../../evaluation/document.js';
import type { EvaluationInput, PreviousFigures } from '../../evaluation/evaluate.js';
import type { Exact } from '../../facts/exact.js';
import { previousPeriod } from '../../facts/period.js';
import type { Transaction } from '../../store/connect.js';
import { closedEvaluations, evaluationById } from '../../store/evaluations.js';
import { periodStandingsOf } from '../../store/periods.js';
import { exactValue } from '../../explain/arithmetic.js';

type PreviousQuery = Pick<EvaluationInput, 'client' | 'period' | 'plan'>;

/**
 * The earlier period as each client is shown it with a closed one, by client: as it was last closed, or nothing. Clients whose formulas do
 * not ask for it are left out.
 */
export async function visiblePreviousOfAll(
  tx: Transaction,
  all: readonly PreviousQuery[],
): Promise<ReadonlyMap<string, PreviousFigures>> {
  const asking = all
    .filter(({ plan }) => plan.ofPrevious.size > 0)
    .map(one => ({ one, client: one.client.code, period: previousPeriod(one.period, one.client).id }));
  const standings = await periodStandingsOf(tx, asking);
  const closings = asking.flatMap(({ client }) => standings.get(client)?.closings.at(-1) ?? []);
  const closed = new Map((await closedEvaluations(tx, closings)).map(evaluation => [evaluation.document.client, evaluation]));
  return new Map(asking.map(({ one, client, period }) => [client, previousFiguresOf(one, period, closed.get(client))]));
}

/** The same from what a document names; figures of an evaluation that is no longer what was named are none. */
export async function previousOfDocument(
  tx: Transaction,
  asking: PreviousQuery,
  named: PreviousEvaluation | undefined,
): Promise<PreviousFigures | undefined> {
  if (named === undefined) return undefined;
  const id = named.evaluation;
  const found = id === null ? undefined : await evaluationById(tx, { client: asking.client.code, id });
  return { ...previousFiguresOf(asking, named.period, found?.hash === named.hash ? found : undefined), shown: named };
}

function previousFiguresOf({ plan }: PreviousQuery, period: string, closed: Evaluation | undefined): PreviousFigures {
  const results = new Map(closed?.document.metrics.map(result => [result.metric, result]));
  const values = (figure: (result: MetricResult) => MetricResult): ReadonlyMap<string, Exact | null> =>
    new Map(
      [...plan.ofPrevious].map(id => {
        const [result, compiled] = [results.get(id), plan.byId.get(id)];
        // A figure in another unit than today's definition has cannot be reckoned with.
        const isComparable = result !== undefined && result.unit === compiled?.metric.unit;
        return [id, isComparable ? exactValue(figure(result), compiled.divisor) : null];
      }),
    );
  return {
    shown: { period, evaluation: closed?.id ?? null, hash: closed?.hash ?? null },
    // Formulas go on from calculated values, never from agreed ones.
    values: values(result => ({ ...result, ...result.calculated })),
    raw: values(result => ({ ...result, ...result.raw })),
  };
}
