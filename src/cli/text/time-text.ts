import { localText } from '../../facts/time.js';

/** An instant of an answer by a zone's clock, to the second. */
export const timeText = (zone: string, iso: string): string => localText(zone, Date.parse(iso));
