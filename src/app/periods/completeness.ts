import { fileName } from '../../facts/file-name.js';
import type { PeriodStatus, SourceStatus } from '../../contract/periods.js';
import { placesOf } from '../../evaluation/plan.js';
import { lastWorkingDay } from '../../facts/calendar.js';
import type { Period } from '../../facts/period.js';
import type { Client, ExpectedSource } from '../../facts/place.js';
import { isoInstant, startOfDay } from '../../facts/time.js';
import { coverageOf, hasRecorded } from '../../metrics/coverage.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import type { Transaction } from '../../store/connect.js';
import { clientSpans, type Delivery, latestDeliveries } from '../../store/deliveries.js';
import type { Scan } from '../../store/scan-view.js';
import { conditionSql, uncoveredFacts } from '../../store/uncovered.js';
import { readPeriod } from '../evaluation/read-period.js';

/** Beyond every batch: facts as they are known now. */
const anyBatch = 2 ** 31 - 1;

/** The sources that a client must deliver, those of the whole firm among them. */
export const expectedOf = (workspace: Workspace, client: string): readonly ExpectedSource[] =>
  workspace.sources.filter(source => source.client === client || source.client === '*');

/** How far each expected source of a client has delivered. */
export async function sourceStates(
  tx: Transaction,
  workspace: Workspace,
  client: Client,
  period: Period,
): Promise<readonly SourceStatus[]> {
  const [states = []] = await sourceStatesOf(tx, workspace, [{ client, period }]);
  return states;
}

/**
 * How far the expected sources of several clients have delivered, in their order, in as many statements as for one. A source is complete
 * once it has delivered something that happened on the period's last working day or later.
 */
export async function sourceStatesOf(
  tx: Transaction,
  workspace: Workspace,
  asked: readonly { readonly client: Client; readonly period: Period }[],
): Promise<readonly (readonly SourceStatus[])[]> {
  const expected: (Parameters<typeof latestDeliveries>[1][number] & { readonly source: ExpectedSource; readonly of: number })[] =
    [];
  for (const [of, { client, period }] of asked.entries())
    for (const source of expectedOf(workspace, client.code)) {
      const recorded = await recordedBy(tx, workspace, client, source);
      expected.push({ of, source, recorded, since: lastDayWorked(workspace, client, source, period) });
    }
  const past = await latestDeliveries(tx, expected);
  // Looking through everything that was ever delivered is left to what is missing.
  const missing = expected.filter((_, i) => past[i] === undefined);
  const before = await latestDeliveries(
    tx,
    missing.map(one => ({ ...one, since: undefined })),
  );
  const latest = new Map(missing.map((one, i) => [one, before[i]] as const));
  const states = expected.map((one, i) => ({
    of: one.of,
    state: stateOf(one.source, past[i] ?? latest.get(one), past[i] !== undefined),
  }));
  return asked.map((_, of) => states.filter(one => one.of === of).map(({ state }) => state));
}

const stateOf = (source: ExpectedSource, latest: Delivery | undefined, isComplete: boolean): SourceStatus => ({
  source: source.id,
  fact: source.fact,
  site: source.site ?? null,
  every: source.every,
  due: source.due ?? null,
  delivered_to: latest === undefined ? null : isoInstant(latest.at),
  batch: latest?.batch ?? null,
  file: latest?.file == null ? null : fileName(latest.file),
  is_complete: isComplete,
});

/** As SQL, whether a fact has something that a source says it records; nothing of a source that does not say so. */
async function recordedBy(
  tx: Transaction,
  { rulebook }: Pick<Workspace, 'rulebook'>,
  client: Client,
  { fields, ...source }: ExpectedSource,
): Promise<string | undefined> {
  if (fields === undefined) return undefined;
  const scan = scanOf(rulebook, client, 0, 0);
  return conditionSql(tx, source.fact, hasRecorded({ ...source, fields }, rulebook.fields), scan);
}

/** The client's facts as they are known now. */
const scanOf = (rulebook: Workspace['rulebook'], client: Client, from: number, to: number): Scan => ({
  client: client.code,
  batch: anyBatch,
  from,
  to,
  asOf: to,
  places: placesOf(rulebook, client),
  fields: rulebook.fields,
});

/** Of how many facts that touch a period a field was not recorded, because no source of it covers them; fields without such facts are left out. */
export async function uncoveredOf(
  tx: Transaction,
  { rulebook }: Pick<Workspace, 'rulebook'>,
  client: Client,
  { from, to }: Period,
): Promise<PeriodStatus['uncovered']> {
  const found: PeriodStatus['uncovered'][number][] = [];
  for (const [fact, coverage] of coverageOf(rulebook.coverage ?? [], client.code, rulebook.fields)) {
    if (coverage.length === 0) continue;
    const { facts: of, uncovered } = await uncoveredFacts(tx, fact, coverage, scanOf(rulebook, client, from, to));
    found.push(...uncovered.filter(({ facts }) => facts > 0).map(({ field, facts }) => ({ fact, field, facts, of })));
  }
  return found;
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
