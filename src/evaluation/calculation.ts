/**
 * The versions of the calculation, the oldest first. A version comes to be when the same facts and rules give other results:
 *
 * - `2`: a total that nothing was added to is compared and scored where its standard asks for no population; a share whose
 *   whole interval lies on either side of a level that must be equalled is significant; a proportion of which one outcome alone
 *   could be shown has no figure.
 * - `3`: where the contract asks for figures of other times, its measures of a part of the work have them too; such a measure has no
 *   figure where one outcome alone could be shown of the facts of that part, whatever could be shown of the others.
 */
export const calculationVersions = ['1', '2', '3'] as const;

export type CalculationVersion = (typeof calculationVersions)[number];

/** The version by which new evaluations are calculated. */
export const newestCalculation: CalculationVersion = '3';

/** The version of a text; undefined for one that this program does not know. */
export const calculationOf = (text: string): CalculationVersion | undefined =>
  calculationVersions.find(version => version === text);

/** The latest of some versions; the first one of none. */
export const latestOf = (versions: readonly CalculationVersion[]): CalculationVersion =>
  calculationVersions.findLast(version => versions.includes(version)) ?? '1';

/** Whether a version has what came with another one. */
export const isSince = (version: CalculationVersion, first: CalculationVersion): boolean =>
  calculationVersions.indexOf(version) >= calculationVersions.indexOf(first);
