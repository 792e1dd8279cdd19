import { isOutOfBounds, longestYears, type Period, parsePeriod, type Reckoning, periodYears } from '../../facts/period.js';
import { boundsFaults } from '../../faults/bounds.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { usageFaults } from '../../faults/usage.js';

/** The period of a text, or a Stop that shows the forms, or how long and of which years a period may be. */
export function readPeriod(text: string, reckoning: Reckoning): Period {
  const period = parsePeriod(text, reckoning);
  if (period !== undefined) return period;
  throw new Stop(2, [
    isOutOfBounds(text)
      ? fault(boundsFaults, 'period_out_of_bounds', { period: text, ...periodYears, years: longestYears })
      : fault(usageFaults, 'period_unreadable', { period: text, forms: 'forms_of_periods' }),
  ]);
}
