import type { Trend } from '../../contract/figures.js';
import {
  CategoryScale,
  Chart,
  type ChartDataset,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type TooltipItem,
} from 'chart.js';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import type { Translation } from '../translation.js';
import { digitsOf } from '../../digits/digits.js';
import { numberText } from '../number.js';
import { levelOf, levelsOf } from '../result.js';
import { themeChanged } from '../theme.js';

Chart.register(CategoryScale, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip);

type Line = ChartDataset<'line', (number | null)[]>;

/** A metric over its months: value with its interval, the standard in force in each, and the limits of chance. */
export function TrendChart({ trend, label }: { readonly trend: Trend; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const translation = useTranslation();
  const [look, setLook] = useState(0);
  useEffect(() => {
    const redraw = (): void => setLook(n => n + 1);
    window.addEventListener(themeChanged, redraw);
    return () => window.removeEventListener(themeChanged, redraw);
  }, []);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const chart = new Chart(canvas.current, configOf(trend, translation));
    return () => chart.destroy();
  }, [trend, translation, look]);
  return (
    <div class="chart">
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function configOf(trend: Trend, translation: Translation) {
  const { points, unit } = trend;
  const [quiet, rule] = [colour('quiet'), colour('rule')];
  const number = (value: number): string =>
    numberText(unit, value, unit === '%' ? 1 : digitsOf(unit, value, []), translation.language);
  const ticks = { color: quiet, font: { family: getComputedStyle(document.body).fontFamily, size: 12 } };
  return {
    type: 'line' as const,
    data: { labels: points.map(({ period }) => period), datasets: linesOf(trend, translation) },
    options: {
      animation: false as const,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: { right: 16, top: 6 } },
      interaction: { mode: 'index' as const, intersect: false },
      scales: {
        x: { ticks: { ...ticks, maxRotation: 0 }, grid: { display: false }, border: { color: rule } },
        y: {
          ...rangeOf(trend),
          ticks: {
            ...ticks,
            maxTicksLimit: 6,
            includeBounds: false,
            callback: (value: number | string) => number(Number(value)),
          },
          grid: { color: rule },
          border: { display: false },
        },
      },
      plugins: {
        tooltip: {
          callbacks: {
            label: ({ dataset, parsed }: TooltipItem<'line'>) =>
              `${dataset.label ?? ''}: ${parsed.y === null ? translation.words.noData : numberText(unit, parsed.y, digitsOf(unit, parsed.y, guardValues(trend)), translation.language)}`,
          },
        },
      },
    },
  };
}

const levels = ({ points }: Trend): readonly number[] =>
  points.map(({ standard }) => levelOf(standard)?.level).filter(level => level !== undefined);

/** What a rounded value must not be mistaken for: the levels, and the limits of chance that are drawn with it. */
const guardValues = ({ points }: Trend): readonly number[] =>
  points.flatMap(({ standard, limits }) => [...levelsOf(standard), ...(limits === null ? [] : Object.values(limits))]);

/** Room around what is drawn, so that a ripple does not look like a wave; a share stays between 0 and 1. */
function rangeOf(trend: Trend): { readonly min: number; readonly max: number } | object {
  const drawn = [
    ...trend.points.flatMap(({ value, interval, limits }) => [value, ...(interval ?? []), limits?.lower, limits?.upper]),
    ...levels(trend),
  ].filter(value => value != null);
  if (drawn.length === 0) return {};
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  const isShare = trend.unit === '%' && low >= 0 && high <= 1;
  const room = Math.max((high - low) * 0.12, isShare ? 0.01 : Math.abs(high) * 0.05, 1e-9);
  const step = isShare ? 0.01 : 0;
  const down = (value: number): number => (step === 0 ? value : Math.floor(value / step) * step);
  const up = (value: number): number => (step === 0 ? value : Math.ceil(value / step) * step);
  return isShare
    ? { min: Math.max(0, down(low - room)), max: Math.min(1, up(high + room)) }
    : { min: low >= 0 ? Math.max(0, low - room) : low - room, max: high + room };
}

function linesOf({ points }: Trend, { words }: Translation): Line[] {
  const [accent, second, quiet, soft] = [colour('accent'), colour('second'), colour('line'), colour('accent-soft')];
  const flat = { borderWidth: 1.5, pointRadius: 0, pointHitRadius: 0, spanGaps: false, stepped: 'middle' as const };
  const band = { borderWidth: 0, pointRadius: 0, pointHitRadius: 0, backgroundColor: `${soft}cc`, spanGaps: false };
  const [low, high] = [points.map(({ interval }) => interval?.[0] ?? null), points.map(({ interval }) => interval?.[1] ?? null)];
  const hasLimits = points.some(({ limits }) => limits !== null);
  const hasStandard = points.some(({ standard }) => levelOf(standard) !== undefined);
  const limit = (label: string, data: (number | null)[]): Line => ({
    ...flat,
    label,
    data,
    borderColor: quiet,
    borderDash: [2, 3],
  });
  return [
    {
      label: words.figures.value,
      data: points.map(({ value }) => value),
      borderColor: accent,
      backgroundColor: accent,
      borderWidth: 2.5,
      pointRadius: 5,
      clip: 10,
      pointStyle: points.map(({ status }) => (status === 'missed' ? 'triangle' : status === 'at_risk' ? 'rectRot' : 'circle')),
      pointRotation: points.map(({ status }) => (status === 'missed' ? 180 : 0)),
      spanGaps: false,
    },
    ...(hasStandard
      ? [
          {
            ...flat,
            label: words.figures.standard,
            data: points.map(({ standard }) => levelOf(standard)?.level ?? null),
            borderColor: second,
            borderDash: [7, 4],
            borderWidth: 2,
          },
        ]
      : []),
    ...(hasLimits
      ? [
          limit(
            `${words.metricPage.limits} ↑`,
            points.map(({ limits }) => limits?.upper ?? null),
          ),
          limit(
            `${words.metricPage.limits} ↓`,
            points.map(({ limits }) => limits?.lower ?? null),
          ),
        ]
      : []),
    { ...band, label: `${words.figures.interval} ↓`, data: low },
    { ...band, label: `${words.figures.interval} ↑`, data: high, fill: '-1' },
  ];
}
