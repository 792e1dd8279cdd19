import type { Chart } from '../chart.js';

/** So many are kept as they were drawn last. */
const mostKept = 24;
const kept = new Map<string, Buffer>();

/** A chart as it was drawn last, else as it is drawn now: clients without a figure have the same ones, and a chart takes longer than its sheet. */
export async function drawnLast(chart: Chart, draw: (chart: Chart) => Promise<Buffer>): Promise<Buffer> {
  const key = JSON.stringify(chart);
  const png = kept.get(key) ?? (await draw(chart));
  kept.delete(key);
  kept.set(key, png);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return png;
}
