import { clientSpans } from '../../store/deliveries.js';
import type { Deps } from '../deps.js';
import { newestFirst, periodsEvaluated } from '../visible/documents.js';
import { visibleClients, type Visibility } from '../visible/visibility.js';
import { type MonthsWithData, monthsWithData } from './months-with-data.js';

/** The months of the clients that somebody may see: with which one pages about all of them begin, and which periods can be chosen, newest first. */
export async function visibleMonths(deps: Deps, visibility: Visibility): Promise<MonthsWithData> {
  const codes = await visibleClients(deps, visibility);
  const spans = await deps.database.transaction(clientSpans);
  const months = monthsWithData(
    deps,
    codes.flatMap(code => spans.get(code) ?? []),
  );
  const evaluated = await periodsEvaluated(deps.database, visibility);
  return { ...months, offered: [...new Set([...months.offered, ...evaluated])].toSorted(newestFirst) };
}
