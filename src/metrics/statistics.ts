/** The 97.5 % point of the standard normal distribution. */
const z = 1.959963984540054;

/**
 * The Wilson 95 % interval of a share, clipped to 0..1; null where nothing was judged.
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
 */
export function wilson(passed: number, judged: number): readonly [low: number, high: number] | null {
  if (judged === 0) return null;
  const share = passed / judged;
  const scale = 1 + (z * z) / judged;
  const centre = (share + (z * z) / (2 * judged)) / scale;
  const half = (z / scale) * Math.sqrt((share * (1 - share)) / judged + (z * z) / (4 * judged * judged));
  return [passed === 0 ? 0 : Math.max(0, centre - half), passed === judged ? 1 : Math.min(1, centre + half)];
}

/** A point of a p-chart: the share and the limits that its own size gives it. */
export interface ChartPoint {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly isOut: boolean;
}

/** p-chart limits (mean ± 3 sigma, each point with its own n, floor 0 and cap 1) over months of passed and judged; no point for an empty month. */
export function pChart(
  months: readonly { readonly passed: number; readonly judged: number }[],
): { readonly centre: number; readonly points: readonly (ChartPoint | null)[] } | null {
  const judged = months.reduce((sum, month) => sum + month.judged, 0);
  if (judged === 0) return null;
  // A ratio of sums: months of different size must not weigh the same.
  const centre = months.reduce((sum, month) => sum + month.passed, 0) / judged;
  const points = months.map(month => {
    if (month.judged === 0) return null;
    const share = month.passed / month.judged;
    const sigma = Math.sqrt((centre * (1 - centre)) / month.judged);
    const low = Math.max(0, centre - 3 * sigma);
    const high = Math.min(1, centre + 3 * sigma);
    return { share, low, high, isOut: share < low || share > high };
  });
  return { centre, points };
}
