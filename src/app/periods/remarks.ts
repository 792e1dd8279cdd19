import type { Evaluation } from '../../evaluation/document.js';
import type { PeriodComment, SignedOff } from '../../reports/input.js';
import { type Comment, commentsOf, standingComments } from '../../store/comments.js';
import type { Transaction } from '../../store/connect.js';
import { type PeriodStanding, periodStandingOf } from '../../store/periods.js';
import { type SignOff, signOffsOf } from '../../store/sign-offs.js';

/** What is written beside the figures of an evaluation. */
export interface Remarks {
  readonly comments: readonly PeriodComment[];
  readonly commentsAfterSigning: readonly PeriodComment[];
  readonly signedOff: readonly SignedOff[];
}

/**
 * The comments that a revision is shown with: a closed one those that stood until it was reopened, because what is said after that is
 * about the next one. The open one has them all.
 */
export const commentsOfRevision = (
  all: readonly Comment[],
  standing: Pick<PeriodStanding, 'reopenings'>,
  shown: Pick<Evaluation, 'state' | 'revision'>,
): readonly Comment[] => standingComments(writtenForRevision(all, standing, shown));

function writtenForRevision(
  all: readonly Comment[],
  { reopenings }: Pick<PeriodStanding, 'reopenings'>,
  shown: Pick<Evaluation, 'state' | 'revision'>,
): readonly Comment[] {
  const reopened = shown.state === 'closed' ? reopenings.find(({ revision }) => revision === shown.revision + 1) : undefined;
  const until = reopened?.entry ?? Number.POSITIVE_INFINITY;
  return all.filter(({ entry }) => entry < until);
}

/** What was written after a ledger entry: of each metric the last comment, with an empty text where it took away what stood before. */
function writtenAfter(all: readonly Comment[], entry: number): readonly Comment[] {
  const before = standingComments(all.filter(one => one.entry < entry));
  const last = new Map(all.filter(one => one.entry > entry).map(one => [one.metric, one]));
  return [...last.values()]
    .filter(({ metric, text }) => text !== before.find(one => one.metric === metric)?.text)
    .filter(({ metric, text }) => text !== '' || before.some(one => one.metric === metric))
    .toSorted((a, b) => a.entry - b.entry);
}

/**
 * The comments and signatures of an evaluation as they were at a moment, UTC milliseconds. What was written after the first signature
 * stands apart from what was signed.
 */
export async function remarksOf(tx: Transaction, evaluation: Evaluation, moment: number): Promise<Remarks> {
  const { client, period, metrics } = evaluation.document;
  const isThen = ({ at }: { readonly at: number }): boolean => at <= moment;
  const { reopenings } = await periodStandingOf(tx, client, period);
  const written = (await commentsOf(tx, { client, period })).filter(isThen);
  const known = new Set<string | null>([null, ...metrics.map(({ metric }) => metric)]);
  const { state, revision } = evaluation;
  const signed = state === 'closed' ? (await signOffsOf(tx, { client, period })).filter(isThen) : [];
  const ofRevision = signed.filter(one => one.revision === revision);
  const own = writtenForRevision(written, { reopenings: reopenings.filter(isThen) }, evaluation);
  const first = Math.min(...ofRevision.map(({ entry }) => entry));
  const shown = (all: readonly Comment[]): readonly PeriodComment[] =>
    all.filter(({ metric }) => known.has(metric)).map(({ metric, text, by, at }) => ({ metric, text, by, at }));
  return {
    comments: shown(standingComments(own.filter(({ entry }) => entry < first))),
    commentsAfterSigning: shown(writtenAfter(own, first)),
    signedOff: onceEach(ofRevision).map(({ by, at, signed_on: on }) => ({
      by,
      revision,
      at,
      ...(on === undefined ? {} : { on }),
    })),
  };
}

/** Without what somebody signed again to add a note. */
const onceEach = (signed: readonly SignOff[]): readonly SignOff[] =>
  signed.filter((one, i) => signed.findIndex(({ by, received }) => by === one.by && received === one.received) === i);
