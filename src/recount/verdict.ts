import type { Membership } from '../metrics/membership.js';
import { no, unknown, yes } from './column.js';

// What a row comes to is one number, so that a page of rows is judged and counted by looking numbers up.

/** The numbers of memberships, in the order in which one of several terms decides for all: the smallest number does. */
export const codes = { excluded: 0, undetermined: 1, failed: 2, passed: 3, undated: 4, outside: 5 } as const satisfies Record<
  Membership,
  number
>;

/** Added to a membership's number where a row is dated in the period and surely not in the population. */
export const seen = 8;

/** The bits of a verdict that are its membership. */
export const membershipOf = seen - 1;

/** In place of a membership: what is not counted, or counted as seen only. */
export const none = 7;

/** How many numbers a verdict may be. */
export const verdicts = 2 * seen;

/** Added up, what decides how a row's verdict counts: a date of its own may lie in the period; it is in a group of several. */
export const marks = { touches: 1, isOfSeveral: 2 } as const;

/** What a verdict counts as, by a row's marks and the verdict: of rows that are judged each by itself, or of such as are groups by themselves. */
export const countedAs = { facts: countingTable(false), groups: countingTable(true) } as const;

function countingTable(isGrouped: boolean): Uint8Array {
  return Uint8Array.from({ length: 4 * verdicts }, (_, at) => {
    const [mark, given] = [Math.floor(at / verdicts), at % verdicts];
    // A group is judged by its members in the population, so nothing is seen of others.
    const verdict = isGrouped ? given & membershipOf : given;
    if ((mark & marks.isOfSeveral) !== 0) return none;
    if ((mark & marks.touches) !== 0 || (verdict & membershipOf) < codes.undated) return verdict;
    return verdict >= seen ? seen + none : none;
  });
}

/** The verdict of a row that is dated in the period, by three flags: whether it is in the population, is excluded, passes. */
export const judgedBy = Uint8Array.from({ length: 64 }, (_, at) => {
  const [population, excluded, passes] = [at & 3, (at >> 2) & 3, at >> 4];
  if (population === no) return codes.outside + seen;
  if (excluded === yes) return codes.excluded;
  if (population !== yes || passes >= unknown) return codes.undetermined;
  return passes === yes ? codes.passed : codes.failed;
});
