import { type Period, previousPeriod } from '../../facts/period.js';
import type { Client } from '../../facts/place.js';
import { firstInstantOf } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { closedBy, periodStandings } from '../../store/periods.js';
import { earlierPeriods } from './workbook-history.js';

/**
 * The periods that a scorecard looks back to and that are not closed, the oldest first, as far back as the client has facts: where
 * clients see closed periods alone, its trend and its previous figures do not have them.
 */
export async function notClosedBefore(
  tx: Transaction,
  client: Client,
  period: Period,
  batch: number,
): Promise<readonly string[]> {
  const first = await firstInstantOf(tx, client.code, batch);
  const standings = await periodStandings(tx, { client: client.code });
  const closed = new Set(standings.filter(one => closedBy(one) !== undefined).map(one => one.period));
  const found: string[] = [];
  let before = previousPeriod(period, client);
  for (let count = 0; count < earlierPeriods && first !== undefined && before.to > first; count++) {
    if (!closed.has(before.id)) found.unshift(before.id);
    before = previousPeriod(before, client);
  }
  return found;
}
