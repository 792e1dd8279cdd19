import type { MetricResult, Status } from '../../contract/evaluation.js';
import { levelOf } from '../result.js';
import { toneOf } from './status.js';

/** A month of a small trend: its result, or none. */
export interface SparkPoint {
  readonly period: string;
  readonly result: Pick<MetricResult, 'value' | 'interval' | 'standard' | 'status'> | undefined;
}

/** A point to be drawn. */
export interface DrawnPoint {
  readonly period: string;
  readonly value: number | null;
  readonly level: number | null;
  readonly interval?: readonly [number, number] | null;
}

interface DrawnProps {
  readonly points: readonly DrawnPoint[];
  /** Of the last point that has a value. */
  readonly status: Status | null;
  /** Said to who cannot see it. */
  readonly label: string;
}

/** A small trend against the standard, with the interval behind; a month without data is a gap in the line. */
export function Sparkline({ points, label }: { readonly points: readonly SparkPoint[]; readonly label: string }) {
  const drawn = points.map(({ period, result }) => ({
    period,
    value: result?.value ?? null,
    level: levelOf(result?.standard)?.level ?? null,
    interval: result?.interval ?? null,
  }));
  const status = points.findLast(({ result }) => result?.value != null)?.result?.status ?? null;
  return <TrendLine points={drawn} status={status} label={label} />;
}

const [width, height, edge] = [140, 34, 4];

/** Values and levels over periods as small lines; nothing where fewer than two periods have a value. */
export function TrendLine({ points, status, label }: DrawnProps) {
  const last = points.findLastIndex(({ value }) => value !== null);
  const lastValue = points[last]?.value ?? null;
  if (lastValue === null || points.filter(({ value }) => value !== null).length < 2) return null;
  const numbers = points.flatMap(({ value, level, interval }) => [value, level, ...(interval ?? [])]).filter(one => one !== null);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const range = high - low || Math.abs(high) || 1;
  const x = (i: number): number => edge + (i * (width - 2 * edge)) / Math.max(1, points.length - 1);
  const y = (value: number): number => height - edge - ((value - low) / range) * (height - 2 * edge);
  const line = (of: (point: DrawnPoint | undefined) => number | null | undefined): string =>
    points.reduce((path, point, i) => {
      const value = of(point);
      if (value == null) return path;
      return `${path}${of(points[i - 1]) == null ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
    }, '');
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {points.map(({ period, interval }, i) =>
        interval == null ? null : (
          <line key={period} class="spark-interval" x1={x(i)} x2={x(i)} y1={y(interval[0])} y2={y(interval[1])} />
        ),
      )}
      <path class="spark-standard" d={line(point => point?.level)} />
      <path class="spark-line" d={line(point => point?.value)} />
      <circle class={`spark-end ${toneOf(status ?? 'no_standard')}`} cx={x(last)} cy={y(lastValue)} r="3" />
    </svg>
  );
}
