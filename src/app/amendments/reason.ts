import { amendmentFaults } from '../../faults/amendments.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import type { Client } from '../../facts/place.js';
import { dayText, localDay, parseDay } from '../../facts/time.js';
import type { Exclusion } from '../../metrics/exclusion.js';
import type { Workspace } from '../../rulebook/workspace.js';
import { inForce } from '../../standards/in-force.js';
import type { Transaction } from '../../store/connect.js';
import { type FactDay, daysOfFacts } from './days-of-facts.js';
import type { ExclusionBody } from '../evaluation/amendments-in-force.js';

/** A day that a reason must hold on, and whose it is; without a day the reason must have no end. */
type ReasonQuery = Partial<FactDay>;

/**
 * The reason of a code, if it is in force for the client on every day that the exclusion concerns: the days of the named facts
 * by the metrics that count them, else each day of its time. Stops with exit code 2: `exclusion_reason_unknown` where it is not
 * in force on such a day, `exclusion_reason_inexcusable` where it does not excuse.
 */
export async function reasonFor(
  tx: Transaction,
  workspace: Workspace,
  client: Client,
  code: string,
  exclusion: Exclusion,
): Promise<ExclusionBody['reason']> {
  const dated = await daysOfFacts(tx, workspace, client, exclusion);
  const asked: readonly ReasonQuery[] =
    dated.length > 0 ? dated : daysOf(exclusion, client.time_zone, workspace.rulebook.reasons);
  const last = asked.at(-1) ?? {};
  for (const one of asked) reasonOn(workspace, client, code, one);
  return reasonOn(workspace, client, code, last);
}

/**
 * The days of an exclusion's time on which a reason could stop holding: its first, its last, and those between on which reasons
 * begin or have ended. Of named facts that nothing counts there the last day alone. Between two of these days nothing changes, so
 * there are as many as there are dates in the reasons, however long the time is.
 */
export function daysOf(
  { facts, from, to }: Pick<Exclusion, 'facts' | 'from' | 'to'>,
  zone: string,
  reasons: Workspace['rulebook']['reasons'],
): readonly ReasonQuery[] {
  if (to === undefined) return [];
  const last = localDay(zone, to - 1);
  const first = facts.length > 0 || from === undefined ? last : localDay(zone, from);
  const begun = reasons.flatMap(reason => parseDay(reason.from ?? '') ?? []);
  const ended = reasons.flatMap(reason => parseDay(reason.until ?? '') ?? []).map(day => day + 1);
  const changes = [...begun, ...ended].filter(day => day > first && day < last);
  return [...new Set([first, ...changes.toSorted((a, b) => a - b), last])].map(day => ({ day }));
}

function reasonOn(
  { rulebook }: Workspace,
  client: Client,
  code: string,
  { day, number, metric }: ReasonQuery,
): ExclusionBody['reason'] {
  const subject = { client: client.code, segment: client.segment };
  const on = day === undefined ? undefined : dayText(day);
  const holding = (own: string): (typeof rulebook.reasons)[number] | undefined =>
    inForce(
      rulebook.reasons.filter(reason => reason.code === own).map(reason => ({ ...reason, scope: reason.scope ?? {} })),
      subject,
      on ?? '9999-12-31',
    );
  const reason = holding(code);
  if (reason?.excusable === true) return { code, label: reason.label, party: reason.party };
  const codes = [...new Set(rulebook.reasons.map(one => one.code))];
  const known = codes.filter(own => holding(own)?.excusable === true);
  if (reason === undefined) {
    const params = { code, client: client.code, day: on, number, metric, known };
    throw new Stop(2, [fault(amendmentFaults, 'exclusion_reason_unknown', params)]);
  }
  const { label, party } = reason;
  throw new Stop(2, [fault(amendmentFaults, 'exclusion_reason_inexcusable', { code, label, party, known })]);
}
