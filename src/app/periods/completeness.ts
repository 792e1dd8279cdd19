import { fileName } from '../../facts/file-name.js';
import type { SourceStatus } from '../../contract/periods.js';
import { placesOf } from '../../evaluation/plan.js';
import { lastWorkingDay } from '../../facts/calendar.js';
import type { Period } from '../../facts/period.js';
import type { Client, ExpectedSource } from '../../facts/place.js';
import { isoInstant, startOfDay } from '../../facts/time.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import type { Transaction } from '../../store/connect.js';
import { clientSpans, latestDelivery } from '../../store/deliveries.js';
import { readPeriod } from '../evaluation/evaluate.js';

/** The sources that a client must deliver, those of the whole firm among them. */
export const expectedOf = (workspace: Workspace, client: string): readonly ExpectedSource[] =>
  workspace.sources.filter(source => source.client === client || source.client === '*');

/**
 * How far each expected source of a client has delivered. A source is complete once it has delivered something that happened on
 * the period's last working day or later.
 */
export async function sourceStates(
  tx: Transaction,
  workspace: Workspace,
  client: Client,
  period: Period,
): Promise<readonly SourceStatus[]> {
  const states: SourceStatus[] = [];
  for (const source of expectedOf(workspace, client.code)) {
    const past = await latestDelivery(tx, source, lastDayWorked(workspace, client, source, period));
    // Looking through everything that was ever delivered is left to what is missing.
    const latest = past ?? (await latestDelivery(tx, source, undefined));
    states.push({
      source: source.id,
      fact: source.fact,
      site: source.site ?? null,
      every: source.every,
      due: source.due ?? null,
      delivered_to: latest === undefined ? null : isoInstant(latest.at),
      batch: latest?.batch ?? null,
      file: latest?.file == null ? null : fileName(latest.file),
      is_complete: past !== undefined,
    });
  }
  return states;
}

/**
 * When the last day of a period begins on which anything can be expected to happen: nothing can be missing on days off at its
 * end.
 */
function lastDayWorked(workspace: Workspace, client: Client, { site }: ExpectedSource, { firstDay, lastDay }: Period): number {
  const places = placesOf(workspace.rulebook, client);
  const calendar = places.sites.find(one => one.code === site)?.calendar ?? places.calendar;
  const worked = calendar === undefined ? lastDay : (lastWorkingDay(calendar, lastDay) ?? firstDay);
  return startOfDay(client.time_zone, Math.max(worked, firstDay));
}

/** Of clients those that have facts of a period, or must deliver some. */
export async function clientsConcerned(
  tx: Transaction,
  workspace: Workspace,
  periodOf: (client: string) => string,
  codes: readonly string[],
): Promise<readonly string[]> {
  const spans = await clientSpans(tx);
  return codes.filter(code => {
    const { from, to } = readPeriod(periodOf(code), clientOf(workspace, code));
    const span = spans.get(code);
    const isTouched = span !== undefined && span.last >= from && span.first < to;
    return isTouched || workspace.sources.some(source => source.client === code);
  });
}
