import type { SKRSContext2D } from '@napi-rs/canvas';
import type { SparkChart } from '../chart.js';
import { palette } from '../palette.js';

/** Pixels drawn for each pixel shown: it is small, and is printed. */
const ratio = 4;
const edge = 5;

/** A line of a table's row as a PNG. */
export async function sparkPng(chart: SparkChart): Promise<Buffer> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const canvas = createCanvas(chart.width * ratio, chart.height * ratio);
  const pen = canvas.getContext('2d');
  pen.scale(ratio, ratio);
  drawSpark(chart, pen);
  return canvas.encode('png');
}

/** Draws a line of a table's row with its upper left corner at the pen's origin. */
export function drawSpark({ points, levels, colour, lastColour, width, height }: SparkChart, pen: SKRSContext2D): void {
  const values = [...points, ...levels].filter(value => value !== null);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (at: number): number => edge + (points.length < 2 ? 1 : at / (points.length - 1)) * (width - 2 * edge);
  const y = (value: number): number =>
    height / 2 - (high === low ? 0 : (value - (low + high) / 2) / (high - low)) * (height - 2 * edge);
  const line = (
    drawn: readonly (number | null)[],
    look: { readonly colour: string; readonly width: number; readonly dash: number[] },
  ): void => {
    pen.strokeStyle = `#${look.colour}`;
    pen.lineWidth = look.width;
    pen.setLineDash(look.dash);
    pen.beginPath();
    for (const [at, value] of drawn.entries()) {
      if (value === null) continue;
      if ((drawn[at - 1] ?? null) === null) pen.moveTo(x(at), y(value));
      else pen.lineTo(x(at), y(value));
    }
    pen.stroke();
  };
  const dot = (at: number, value: number, look: { readonly colour: string; readonly size: number }): void => {
    pen.fillStyle = `#${look.colour}`;
    pen.beginPath();
    pen.arc(x(at), y(value), look.size, 0, 2 * Math.PI);
    pen.fill();
  };
  line(levels, { colour: palette.quiet, width: 1, dash: [3, 2] });
  line(points, { colour, width: 1.6, dash: [] });
  for (const [at, value] of points.entries()) {
    if (value === null) continue;
    const isLast = at === points.length - 1;
    // A value between two holes has no line of its own.
    const isAlone = (points[at - 1] ?? null) === null && (points[at + 1] ?? null) === null;
    if (isLast) dot(at, value, { colour: lastColour, size: 3.2 });
    else if (isAlone) dot(at, value, { colour, size: 1.6 });
  }
}
