import type { NodeResult } from '../evaluation/document.js';

/** A score with at most six digits. */
export const scoreText = (score: number): string => String(Number(score.toPrecision(6)));

/** A share of a whole as a percentage. */
export const shareText = (share: number): string => `${scoreText(share * 100)} %`;

/** How a score is the weighted mean of those below it: `60 % × 8 + 40 % × 7 = 7.6`; null where there is none. */
export function indexArithmetic(score: number | null, nodes: readonly NodeResult[]): string | null {
  const present = nodes.filter(node => node.score !== null && node.effective_weight > 0);
  if (score === null || present.length === 0) return null;
  return `${present.map(node => `${shareText(node.effective_weight)} × ${scoreText(node.score ?? 0)}`).join(' + ')} = ${scoreText(score)}`;
}
