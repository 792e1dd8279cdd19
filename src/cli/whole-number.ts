import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Stop } from '../faults/stop.js';

/** A whole number given as an option, between two bounds; a Stop that names the option where it is none. */
export function wholeNumber(given: string, option: string, most: number, least = 0): number {
  const number = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Stop(2, [fault(serviceFaults, 'number_wrong', { option, given, least, most })]);
}
