import type { Evaluation } from '../../evaluation/document.js';
import type { PeriodComment, SignedOff } from '../../reports/input.js';
import { type Comment, commentsOf, standingComments } from '../../store/comments.js';
import type { Transaction } from '../../store/connect.js';
import { type PeriodStanding, periodStandingOf } from '../../store/periods.js';
import { type SignOff, signOffsOf } from '../../store/sign-offs.js';

/** What is written beside the figures of an evaluation. */
export interface Remarks {
  readonly comments: readonly PeriodComment[];
  readonly signedOff: readonly SignedOff[];
}

/**
 * The comments that a revision is shown with: a closed one those that stood until it was reopened, because what is said after that is
 * about the next one. The open one has them all.
 */
export function commentsOfRevision(
  all: readonly Comment[],
  { reopenings }: Pick<PeriodStanding, 'reopenings'>,
  shown: Pick<Evaluation, 'state' | 'revision'>,
): readonly Comment[] {
  const reopened = shown.state === 'closed' ? reopenings.find(({ revision }) => revision === shown.revision + 1) : undefined;
  const until = reopened?.entry ?? Number.POSITIVE_INFINITY;
  return standingComments(all.filter(({ entry }) => entry < until));
}

/** The comments and signatures of an evaluation as they were at a moment, UTC milliseconds. */
export async function remarksOf(tx: Transaction, evaluation: Evaluation, moment: number): Promise<Remarks> {
  const { client, period, metrics } = evaluation.document;
  const isThen = ({ at }: { readonly at: number }): boolean => at <= moment;
  const { reopenings } = await periodStandingOf(tx, client, period);
  const written = (await commentsOf(tx, { client, period })).filter(isThen);
  const known = new Set<string | null>([null, ...metrics.map(({ metric }) => metric)]);
  const comments = commentsOfRevision(written, { reopenings: reopenings.filter(isThen) }, evaluation);
  const { state, revision } = evaluation;
  const signed = state === 'closed' ? (await signOffsOf(tx, { client, period })).filter(isThen) : [];
  return {
    comments: comments.filter(({ metric }) => known.has(metric)).map(({ metric, text, by, at }) => ({ metric, text, by, at })),
    signedOff: onceEach(signed.filter(one => one.revision === revision)).map(({ by, at }) => ({ by, revision, at })),
  };
}

/** Without what somebody signed again to add a note. */
const onceEach = (signed: readonly SignOff[]): readonly SignOff[] =>
  signed.filter((one, i) => signed.findIndex(({ by, received }) => by === one.by && received === one.received) === i);
