import { spanClasses } from '../facts/span-classes.js';

/**
 * Follows from a fact's beginning before `end`, and leaves nothing out: either it ends soon after, or it lasts long. Without it an index
 * could not tell a month's facts from those of all months after it.
 */
export function endsSoon(alias: string, end: number): string {
  const { months, years } = spanClasses;
  const lasts = `${alias}.last_at - ${alias}.first_at`;
  const isMiddling = `(${lasts} > ${months} and ${alias}.last_at < ${end + years})`;
  return `(${alias}.last_at < ${end + months} or ${isMiddling} or ${lasts} > ${years})`;
}
