import { createRequire } from 'node:module';
import type { HolidayPlaces, PublicHolidays } from '../../contract/public-holidays.js';
import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { KeptThread } from '../../threads/kept-thread.js';
import { startThread } from '../../threads/start-thread.js';
import type { HolidaysAsked, HolidaysTask } from './holidays-worker.js';

/** In a thread of its own: the library takes a tenth of a second to load, and years of some calendars take longer. */
const thread = new KeptThread<HolidaysTask, unknown>(() => startThread(new URL('./holidays-worker.js', import.meta.url), {}));

let places: HolidayPlaces['places'] | undefined;

/** The countries and regions whose public holidays can be asked for. */
export async function holidayPlaces(): Promise<HolidayPlaces> {
  places ??= (await thread.do('places')) as HolidayPlaces['places'];
  return { places };
}

/** The whole public holidays of a place in some years, to begin a calendar with; a Stop where the place is not known. */
export async function publicHolidays(asked: HolidaysAsked): Promise<PublicHolidays> {
  const found = (await thread.do(asked)) as Pick<PublicHolidays, 'days' | 'partial'> | undefined;
  const { country, region } = asked;
  if (found === undefined) throw new Stop(2, [fault(configChangeFaults, 'holiday_place_unknown', { country, region })]);
  return { ...found, source: `date-holidays ${version()}` };
}

const version = (): string =>
  (createRequire(import.meta.url)('date-holidays/package.json') as { readonly version: string }).version;
