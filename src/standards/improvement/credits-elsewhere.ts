import type { Client } from '../../facts/place.js';
import { type Period, periodAround } from '../../facts/period.js';
import { dayText } from '../../facts/time.js';
import type { Label } from '../../facts/label.js';
import type { CreditRule } from './credits.js';
import { creditRulesInForce, type ImprovementRules } from './improvement.js';

/** Credits that hold in a period but are settled by others: a contract's by the quarter, in one of its months. */
export interface CreditsElsewhere {
  readonly credit: string;
  readonly label: Label;
  readonly per: CreditRule['per'];
  /** The first and the last of the periods in which the days are settled: the same where there is one. */
  readonly from: string;
  readonly to: string;
}

/** The credits of a client that hold on the last day of a period, and are settled by periods of another length. */
export function creditsElsewhere(
  rules: Pick<ImprovementRules, 'credits' | 'contracts'>,
  client: Pick<Client, 'code' | 'segment' | 'time_zone' | 'months'>,
  { grain, firstDay, lastDay }: Period,
): readonly CreditsElsewhere[] {
  const on = { subject: { client: client.code, segment: client.segment }, lastDay: dayText(lastDay) };
  return creditRulesInForce(rules, on).flatMap(({ id, label, per }) => {
    const [from, to] = [periodAround(per, firstDay, client), periodAround(per, lastDay, client)];
    return per === grain || from === undefined || to === undefined ? [] : [{ credit: id, label, per, from: from.id, to: to.id }];
  });
}
