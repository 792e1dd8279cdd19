import type { Evaluation } from '../../evaluation/document.js';
import type { ClosingShown } from '../../reports/input.js';
import type { Transaction } from '../../store/connect.js';
import { periodStandingOf } from '../../store/periods.js';

/** The closings of an evaluation's period up to its own, as known at a moment; none where nothing was acknowledged as open at any of them. */
export async function acknowledgedClosings(
  tx: Transaction,
  { document, revision, state }: Evaluation,
  madeAt: number,
): Promise<readonly ClosingShown[]> {
  const { closings } = await periodStandingOf(tx, document.client, document.period);
  const last = state === 'closed' ? revision : revision - 1;
  const known = closings.filter(closing => closing.at <= madeAt && closing.revision <= last);
  // Workbooks made before there were acknowledgements stay what they are.
  return known.some(({ acknowledged }) => acknowledged !== undefined) ? known : [];
}
