import type { StandardApplied } from '../../evaluation/document.js';
import { comparators } from '../../standards/standard.js';
import { comparatorSigns } from '../../words/comparator-signs.js';

/** What a standard asks for, as it was written: `≥ 98%`; empty where no level was agreed. */
export function levelText(standard: StandardApplied | null): string {
  const comparator = comparators.find(one => standard?.[one] !== undefined);
  return comparator === undefined ? '' : `${comparatorSigns[comparator]} ${standard?.[comparator] ?? ''}`;
}
