import { divide, type Exact, multiply, sum } from '../../facts/exact.js';
import type { Weighed } from './weighed.js';

/** What the respondents of one role answered when they were asked how important an item is. */
export interface ImportanceAnswers {
  readonly item: string;
  readonly role: string;
  readonly answers: number;
  /** Of the scores, exact. */
  readonly sum: Exact;
}

/** How much each role's view counts; shares need not add up to 1. */
export type RoleShares = ReadonlyMap<string, Exact>;

/** An item's importance, and how many answers it comes from. */
export interface Importance {
  readonly mean: Exact;
  readonly answers: number;
}

/**
 * The mean importance of each item: within a role every answer counts the same, and roles count by their shares. A role that
 * did not answer an item leaves its share to those that did. Roles without a share do not count.
 */
export function importance(answers: readonly ImportanceAnswers[], shares: RoleShares): ReadonlyMap<string, Importance> {
  const items = [...new Set(answers.map(one => one.item))];
  const entries = items.flatMap((item): readonly (readonly [string, Importance])[] => {
    const counted = answers.flatMap(one => {
      const share = shares.get(one.role);
      return one.item === item && one.answers > 0 && share !== undefined ? [{ ...one, share }] : [];
    });
    if (counted.length === 0) return [];
    const weighted = sum(counted.map(one => multiply(one.share, divide(one.sum, one.answers))));
    const mean = divide(weighted, sum(counted.map(one => one.share)));
    return [[item, { mean, answers: counted.reduce((total, one) => total + one.answers, 0) }]];
  });
  return new Map(entries);
}

/** The share of each sibling in the sum of their importance: 7, 5, 9, 3, 6 are 7/30, 5/30 … */
export function byImportance(siblings: readonly { readonly node: string; readonly mean: Exact }[]): readonly Weighed[] {
  const total = sum(siblings.map(one => one.mean));
  return siblings.map(({ node, mean }) => ({ node, share: divide(mean, total) }));
}
