import { type Period, periodAround, previousPeriod, type Reckoning } from '../../facts/period.js';
import { localDay } from '../../facts/time.js';
import { clientOf } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';
import type { JobContext } from './job-context.js';

/** The id of the period that a job means for a client: "previous month" of the local day on which it was due, or a period by its name. */
export function periodOf(text: string | undefined, due: number, reckoning: Exclude<Reckoning, string>): string {
  const [, which, grain] = /^(previous|this) (day|week|month|quarter|year)$/i.exec(text ?? 'previous month') ?? [];
  if (which === undefined || grain === undefined) return text ?? '';
  // The expression above lets no other word through.
  const current = periodAround(
    grain.toLowerCase() as Exclude<Period['grain'], 'days'> | 'day',
    localDay(reckoning.time_zone, due),
    reckoning,
  );
  if (current === undefined) throw new RangeError(`no ${grain} around ${due}`);
  return (which.toLowerCase() === 'this' ? current : previousPeriod(current, reckoning)).id;
}

/** The period that a job means: for all clients together, and for each by its own months. */
export interface JobPeriod {
  readonly id: string;
  readonly of: (client: string) => string;
}

/** The periods that a job works on. */
export function jobPeriod(
  { workspace }: Deps,
  text: string | undefined,
  { due, zone }: Pick<JobContext, 'due' | 'zone'>,
): JobPeriod {
  const of = (client: string): string => {
    const { months } = clientOf(workspace, client);
    return periodOf(text, due, { time_zone: zone, ...(months === undefined ? {} : { months }) });
  };
  return { id: periodOf(text, due, { time_zone: zone }), of };
}
