import type { MetricResult } from '../../contract/evaluation.js';
import { levelOf } from '../result.js';

/** A month of a small trend: its result, or none. */
export interface SparkPoint {
  readonly period: string;
  readonly result: Pick<MetricResult, 'value' | 'interval' | 'standard' | 'status'> | undefined;
}

const [width, height, edge] = [140, 34, 4];

/** A small trend against the standard, with the interval behind; a month without data is a gap in the line. Drawn for the eye only. */
export function Sparkline({ points, label }: { readonly points: readonly SparkPoint[]; readonly label: string }) {
  const known = points.filter(({ result }) => result?.value != null);
  if (known.length < 2) return null;
  const levels = points.map(({ result }) => levelOf(result?.standard)?.level);
  const values = points.flatMap(({ result }, i) => [result?.value, ...(result?.interval ?? []), levels[i]]);
  const numbers = values.filter(value => value != null);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const range = high - low || Math.abs(high) || 1;
  const x = (i: number): number => edge + (i * (width - 2 * edge)) / Math.max(1, points.length - 1);
  const y = (value: number): number => height - edge - ((value - low) / range) * (height - 2 * edge);
  const line = (at: (i: number) => number | null | undefined): string =>
    points.reduce((path, _, i) => {
      const value = at(i);
      if (value == null) return path;
      const before = i > 0 ? at(i - 1) : null;
      return `${path}${before == null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    }, '');
  const last = points.findLastIndex(({ result }) => result?.value != null);
  const lastResult = points[last]?.result;
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {points.map(({ period, result }, i) =>
        result?.interval == null ? null : (
          <line key={period} class="spark-interval" x1={x(i)} x2={x(i)} y1={y(result.interval[0])} y2={y(result.interval[1])} />
        ),
      )}
      <path class="spark-standard" d={line(i => levels[i])} />
      <path class="spark-line" d={line(i => points[i]?.result?.value)} />
      {lastResult?.value != null && (
        <circle class={`spark-end tone-${lastResult.status.replace('_', '-')}`} cx={x(last)} cy={y(lastResult.value)} r="3" />
      )}
    </svg>
  );
}
