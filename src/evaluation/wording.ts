import { dayText, localDay, parseDay } from '../facts/time.js';
import type { OwnField } from '../facts/kinds.js';
import type { Client } from '../facts/place.js';
import type { Metric } from '../metrics/definition.js';
import { type Contract, contractOn } from '../standards/contract.js';
import { inForce } from '../standards/in-force.js';
import type { Dated, Standard } from '../standards/standard.js';
import type { EvaluationDocument } from './document.js';
import { withEffectiveWords } from './effective-words.js';

/** A metric as a contract words it: of facts dated within the contract it says what counts. */
export interface Wording extends Dated {
  readonly contract: string;
  readonly metric: Metric;
}

/** What of a rulebook says how a metric is worded. */
interface RulesWithWordings {
  readonly standards: readonly Standard[];
  readonly contracts?: readonly Contract[];
  readonly wordings?: readonly Wording[];
  readonly fields: readonly OwnField[];
}

/** Days on which one contract is in force for a client; `until` is the last. */
interface Spell {
  readonly contract: Contract;
  readonly from: string;
  readonly until?: string;
}

/** When which contract is in force for a client: one after the other, its segment's only where it has none of its own. */
export function spellsOf(contracts: readonly Contract[] | undefined, client: Pick<Client, 'code' | 'segment'>): readonly Spell[] {
  if (contracts === undefined) return [];
  // What is in force changes only where one begins, or on the day after one ends.
  const days = [
    ...new Set(contracts.flatMap(({ from, until }) => [from, ...(until === undefined ? [] : [nextDay(until)])])),
  ].toSorted();
  const spells: Spell[] = [];
  days.forEach((from, i) => {
    const contract = contractOn(contracts, client, from);
    const next = days[i + 1];
    const last = spells.at(-1);
    if (contract === undefined) return;
    const until = next === undefined ? {} : { until: dayBefore(next) };
    if (last?.contract === contract && last.until !== undefined && nextDay(last.until) === from)
      spells.splice(-1, 1, { contract, from: last.from, ...until });
    else spells.push({ contract, from, ...until });
  });
  return spells;
}

const nextDay = (day: string): string => dayText((parseDay(day) ?? 0) + 1);
const dayBefore = (day: string): string => dayText((parseDay(day) ?? 0) - 1);

/** The wording of a contract for a metric, if it has one. */
export const wordingOf = (
  wordings: readonly Wording[] | undefined,
  contract: Pick<Contract, 'id'>,
  metric: string,
): Wording | undefined => wordings?.find(one => one.contract === contract.id && one.metric.id === metric);

/**
 * A metric as it holds for a client on a day (`yyyy-MM-dd`): in the wording of the contract in force, with the parameters that
 * standards set for the client as a whole, and with sentences that say so. What is explained and printed is this, and it is what was
 * computed of facts of that day.
 */
export function metricOn(
  { wordings, contracts, standards, fields }: RulesWithWordings,
  metric: Metric,
  client: Pick<Client, 'code' | 'segment'>,
  day: string,
): Metric {
  const contract = contractOn(contracts, client, day);
  const wording = contract === undefined ? undefined : wordingOf(wordings, contract, metric.id);
  const worded = wording?.metric ?? metric;
  const set = Object.keys(worded.params).flatMap(name => {
    if (worded.worded !== undefined && name in worded.worded.rules) return [];
    const setting = standards.filter(one => one.metric === metric.id && name in one.params);
    const text = inForce(setting, { client: client.code, segment: client.segment }, day)?.params[name];
    return text === undefined ? [] : [[name, text] as const];
  });
  const effective = set.length === 0 ? worded : { ...worded, params: { ...worded.params, ...Object.fromEntries(set) } };
  return withEffectiveWords(effective, metric, fields);
}

/** The last day of a document's period (`yyyy-MM-dd`), by which its rules are looked up. */
export const lastDayOf = ({ to, time_zone }: Pick<EvaluationDocument, 'to' | 'time_zone'>): string =>
  dayText(localDay(time_zone, Date.parse(to) - 1));

/** A client with the months that its contracts agree on; where these begin on the first, as it is. */
export function withMonths(client: Client, contracts: readonly Contract[] | undefined): Client {
  const months = spellsOf(contracts, client).flatMap(({ contract, from, until }) => {
    const { month_starts_on: starts } = contract;
    return starts === undefined ? [] : [{ from, ...(until === undefined ? {} : { until }), starts_on: starts }];
  });
  return months.length === 0 ? client : { ...client, months };
}
