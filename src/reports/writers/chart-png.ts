import type { ChartConfiguration, ChartDataset, LegendItem, Plugin } from 'chart.js';
import type { BarChart, Chart, LineChart, Series } from '../chart.js';
import { quadrantConfiguration } from './quadrant-png.js';
import { palette } from '../palette.js';
import { fontFamilies, registerFonts } from './fonts.js';
import { drawnLast } from './last-charts.js';
import { sparkPng } from './spark-png.js';

/** Pixels drawn for each pixel shown. */
const ratio = 2;

let drawing: Promise<void> = Promise.resolve();

/** A chart as a PNG. Charts are drawn one after another, each canvas given back at once: memory stays that of one. */
export const chartPng = (chart: Chart): Promise<Buffer> => drawnLast(chart, inTurn);

function inTurn(chart: Chart): Promise<Buffer> {
  const png = drawing.then(() => draw(chart));
  drawing = png.then(
    () => undefined,
    () => undefined,
  );
  return png;
}

async function draw(chart: Chart): Promise<Buffer> {
  if (chart.kind === 'spark') return sparkPng(chart);
  await registerFonts();
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(chart.width * ratio, chart.height * ratio);
  canvas.width = chart.width;
  canvas.height = chart.height;
  const drawn = await drawChart(chart, canvas);
  try {
    return await canvas.encode('png');
  } finally {
    drawn.destroy();
    canvas.width = 1;
    canvas.height = 1;
  }
}

/** A chart with a title and axes, which chart.js draws. */
export type LabelledChart = Exclude<Chart, { readonly kind: 'spark' }>;

/** What chart.js uses of a browser's canvas. */
interface Surface {
  width: number;
  height: number;
  readonly getContext: (kind: '2d') => unknown;
}

/** Draws a chart at once; what is returned must be destroyed. */
export async function drawChart(chart: LabelledChart, canvas: Surface): Promise<{ readonly destroy: () => void }> {
  const { Chart: Drawing, registerables } = await import('chart.js');
  Drawing.register(...registerables);
  // chart.js asks for a browser's canvas and uses of it only what this one has.
  const surface = canvas as unknown as ConstructorParameters<typeof Drawing>[0];
  if (chart.kind === 'line') return new Drawing(surface, lineConfiguration(chart));
  return chart.kind === 'bar'
    ? new Drawing(surface, barConfiguration(chart))
    : new Drawing(surface, quadrantConfiguration(chart, sharedOptions(chart), background as Plugin<'scatter'>));
}

const hex = (colour: string, alpha = ''): string => `#${colour}${alpha}`;

const background: Plugin = {
  id: 'background',
  beforeDraw: ({ ctx, width, height }) => {
    ctx.save();
    ctx.fillStyle = hex(palette.white);
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

function written({ percent, digits, suffix }: LabelledChart['numbers'], value: number): string {
  return percent
    ? `${(value * 100).toFixed(digits)} %`
    : `${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}${suffix}`;
}

function sharedOptions(chart: LabelledChart) {
  const font = { family: fontFamilies, size: 11 };
  return {
    animation: false,
    responsive: false,
    devicePixelRatio: ratio,
    locale: 'en-US',
    layout: { padding: { left: 12, right: 20, top: 8, bottom: 8 } },
    font,
    color: hex(palette.text),
    plugins: {
      tooltip: { enabled: false },
      title: {
        display: true,
        text: chart.title,
        align: 'start',
        color: hex(palette.ink),
        font: { family: fontFamilies, size: 15, weight: 'bold' },
        padding: { top: 2, bottom: 2 },
      },
      subtitle: { display: true, text: chart.subtitle, align: 'start', color: hex(palette.quiet), font, padding: { bottom: 10 } },
      legend: {
        display: chart.kind === 'line',
        position: 'bottom',
        align: 'start',
        labels: {
          boxWidth: 18,
          boxHeight: 2,
          padding: 14,
          font,
          color: hex(palette.quiet),
          ...(chart.kind === 'line' ? { generateLabels: () => legendOf(chart) } : {}),
        },
      },
    },
  } as const;
}

function lineConfiguration(chart: LineChart): ChartConfiguration<'line'> {
  const shared = sharedOptions(chart);
  const ticks = { font: { family: fontFamilies, size: 11 }, color: hex(palette.quiet) };
  const { least, most, step } = axisOf(chart);
  const numbers = axisNumbers(chart, step);
  return {
    type: 'line',
    data: { labels: [...chart.labels], datasets: chart.series.flatMap(datasets) },
    options: {
      ...shared,
      scales: {
        x: {
          grid: { display: false },
          ticks: { ...ticks, maxRotation: 0, autoSkip: true },
          border: { color: hex(palette.rule) },
        },
        y: {
          min: least,
          max: most,
          grid: { color: hex('E8ECF0') },
          border: { display: false },
          ticks: { ...ticks, stepSize: step, callback: value => written(numbers, Number(value)) },
        },
      },
    },
    plugins: [background as Plugin<'line'>],
  };
}

interface Axis {
  readonly least: number;
  readonly most: number;
  readonly step: number;
}

/** The axis: what is drawn with a little room, in round steps, inside the bounds where there are any. */
function axisOf({ series, bounds, leastRange = 0 }: LineChart): Axis {
  const values = series
    .flatMap(({ points, band }) => [...points, ...(band ?? []).flat()])
    .filter((value): value is number => value !== null && value !== undefined);
  if (values.length === 0) return { least: bounds?.[0] ?? 0, most: bounds?.[1] ?? 1, step: 1 };
  const [smallest, greatest] = [Math.min(...values), Math.max(...values)];
  const missing = Math.max(0, leastRange - (greatest - smallest)) / 2;
  const [low, high] = [smallest - missing, greatest + missing];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  const step = niceStep((high - low + 2 * room) / 4);
  const [floor, ceiling] = [Math.floor((low - room) / step) * step, Math.ceil((high + room) / step) * step];
  const least = low >= 0 ? Math.max(0, floor) : floor;
  return bounds === undefined
    ? { least, most: ceiling, step }
    : { least: Math.max(bounds[0], least), most: Math.min(bounds[1], ceiling), step };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find(factor => factor * power >= rough * 0.999) ?? 10) * power;
}

/** As many decimals as the axis' steps need. */
function axisNumbers({ numbers }: LineChart, step: number): LabelledChart['numbers'] {
  const digits = -Math.floor(Math.log10(step * (numbers.percent ? 100 : 1)) + 1e-9);
  return { ...numbers, digits: Math.max(0, Math.min(6, digits)) };
}

/** The names below a chart: a line's as it is drawn, a band's as a broad stroke. */
function legendOf({ series }: LineChart): LegendItem[] {
  return series.flatMap(({ label, colour, dashed, bandLabel }): LegendItem[] => {
    const stroke = { fillStyle: 'transparent', hidden: false, fontColor: hex(palette.quiet) };
    const line = {
      ...stroke,
      text: label,
      strokeStyle: hex(colour),
      lineWidth: dashed ? 1.5 : 2.5,
      lineDash: dashed ? [4, 3] : [],
    };
    return bandLabel === undefined
      ? [line]
      : [line, { ...stroke, text: bandLabel, strokeStyle: hex(colour, '26'), lineWidth: 8 }];
  });
}

function datasets({ label, points, colour, dashed, band }: Series): ChartDataset<'line'>[] {
  const line: ChartDataset<'line'> = {
    label,
    data: [...points],
    borderColor: hex(colour),
    backgroundColor: hex(colour),
    borderWidth: dashed ? 1.5 : 2.5,
    ...(dashed ? { borderDash: [6, 4], stepped: 'middle' as const } : {}),
    pointRadius: dashed ? 0 : 3.5,
    pointBackgroundColor: hex(palette.white),
    pointBorderWidth: 2,
    tension: 0,
    spanGaps: false,
  };
  if (band === undefined) return [line];
  const edge = { borderWidth: 0, pointRadius: 0, backgroundColor: hex(colour, '26'), borderColor: hex(colour, '26') };
  return [
    line,
    { ...edge, data: band.map(pair => pair?.[0] ?? null), fill: false },
    { ...edge, data: band.map(pair => pair?.[1] ?? null), fill: '-1' },
  ];
}

function barConfiguration(chart: BarChart): ChartConfiguration<'bar'> {
  const ticks = { font: { family: fontFamilies, size: 11 }, color: hex(palette.text) };
  return {
    type: 'bar',
    data: {
      labels: chart.labels.map(label => wrapped(label)),
      datasets: [
        {
          data: [...chart.values],
          backgroundColor: chart.colours.map(colour => hex(colour)),
          borderRadius: 3,
          maxBarThickness: 26,
          categoryPercentage: 0.8,
        },
      ],
    },
    options: {
      ...sharedOptions(chart),
      indexAxis: 'y',
      scales: {
        x: {
          min: chart.bounds[0],
          max: chart.bounds[1],
          grid: { color: hex('E8ECF0') },
          border: { display: false },
          ticks: { ...ticks, color: hex(palette.quiet), stepSize: (chart.bounds[1] - chart.bounds[0]) / 5 },
        },
        y: { grid: { display: false }, border: { color: hex(palette.rule) }, ticks: { ...ticks, autoSkip: false } },
      },
    },
    plugins: [background as Plugin<'bar'>, barNumbers(chart)],
  };
}

/** A long label on two or three lines. */
function wrapped(label: string): string[] {
  const words = label.split(' ');
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= 24) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, 3);
}

/** Each bar's number at its end; where there is none, the words for it. */
const barNumbers = (chart: BarChart): Plugin<'bar'> => ({
  id: 'numbers',
  afterDatasetsDraw: ({ ctx, scales: { x, y } }) => {
    if (x === undefined || y === undefined) return;
    ctx.save();
    ctx.textBaseline = 'middle';
    for (const [position, value] of chart.values.entries()) {
      const at = x.getPixelForValue(value ?? chart.bounds[0]);
      const isInside = at > x.right - 40;
      ctx.font = `${value === null ? 'normal' : 'bold'} 12px ${fontFamilies}`;
      ctx.fillStyle = hex(value === null ? palette.quiet : isInside ? palette.white : palette.ink);
      ctx.textAlign = isInside ? 'right' : 'left';
      ctx.fillText(
        value === null ? chart.missing : written(chart.numbers, value),
        at + (isInside ? -6 : 6),
        y.getPixelForValue(position),
      );
    }
    ctx.restore();
  },
});
