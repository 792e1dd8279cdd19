import type { ChartConfiguration, ChartOptions, Plugin } from 'chart.js';
import type { QuadrantChart } from '../chart.js';
import { palette } from '../palette.js';
import { fontFamilies } from './fonts.js';

const hex = (colour: string, alpha = ''): string => `#${colour}${alpha}`;

/** Importance against performance: numbered points, cross-hairs, and the name of each corner. */
export function quadrantConfiguration(
  chart: QuadrantChart,
  shared: Omit<NonNullable<ChartOptions<'scatter'>>, 'scales'>,
  background: Plugin<'scatter'>,
): ChartConfiguration<'scatter'> {
  const ticks = { font: { family: fontFamilies, size: 11 }, color: hex(palette.quiet) };
  const { percent, digits } = chart.numbers;
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          data: chart.points.map(({ x, y }) => ({ x, y })),
          pointRadius: 9,
          pointBackgroundColor: chart.points.map(({ colour }) => hex(colour, 'D9')),
          pointBorderColor: hex(palette.white),
        },
      ],
    },
    options: {
      ...shared,
      scales: {
        x: { min: chart.bounds[0], max: chart.bounds[1], grid: { display: false }, ticks: { ...ticks, stepSize: 1 } },
        y: {
          min: chart.heightBounds[0],
          max: chart.heightBounds[1],
          grid: { display: false },
          ticks: {
            ...ticks,
            maxTicksLimit: 6,
            callback: value => (percent ? `${(Number(value) * 100).toFixed(digits)} %` : Number(value).toFixed(digits)),
          },
        },
      },
    },
    plugins: [background, lines(chart)],
  };
}

const lines = (chart: QuadrantChart): Plugin<'scatter'> => ({
  id: 'cross-hairs',
  beforeDatasetsDraw: ({ ctx, scales: { x, y } }) => {
    if (x === undefined || y === undefined) return;
    const [across, up] = [x.getPixelForValue(chart.cross[0]), y.getPixelForValue(chart.cross[1])];
    ctx.save();
    ctx.strokeStyle = hex(palette.quiet);
    ctx.setLineDash([5, 4]);
    ctx.beginPath();
    ctx.moveTo(across, y.top);
    ctx.lineTo(across, y.bottom);
    ctx.moveTo(x.left, up);
    ctx.lineTo(x.right, up);
    ctx.stroke();
    ctx.font = `bold 11px ${fontFamilies}`;
    ctx.fillStyle = hex(palette.quiet);
    for (const [at, name] of chart.corners.entries()) {
      const isLeft = at % 2 === 0;
      ctx.textAlign = isLeft ? 'left' : 'right';
      ctx.textBaseline = at < 2 ? 'top' : 'bottom';
      ctx.fillText(name, isLeft ? x.left + 6 : x.right - 6, at < 2 ? y.top + 4 : y.bottom - 4);
    }
    ctx.restore();
  },
  afterDatasetsDraw: ({ ctx, scales: { x, y } }) => {
    if (x === undefined || y === undefined) return;
    ctx.save();
    ctx.font = `bold 10px ${fontFamilies}`;
    ctx.fillStyle = hex(palette.white);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const point of chart.points) ctx.fillText(point.label, x.getPixelForValue(point.x), y.getPixelForValue(point.y));
    ctx.restore();
  },
});
