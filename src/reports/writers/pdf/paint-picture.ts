import type { SKRSContext2D } from '@napi-rs/canvas';
import { type Picture, sizeOf } from '../../sheet.js';
import { drawChart } from '../chart-png.js';
import { drawSpark } from '../spark-png.js';

/** Paints a picture with its upper left corner where the pen's origin is, a unit of the pen for each of its pixels. */
export async function paintPicture(pen: SKRSContext2D, picture: Picture): Promise<void> {
  const { width, height } = sizeOf(picture);
  if ('image' in picture) {
    const { loadImage } = await import('@napi-rs/canvas');
    pen.drawImage(await loadImage(Buffer.from(picture.image.base64, 'base64')), 0, 0, width, height);
    return;
  }
  const { chart } = picture;
  if (chart.kind === 'spark') {
    pen.save();
    drawSpark(chart, pen);
    pen.restore();
    return;
  }
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  const drawn = await drawChart(chart, surfaceOf(pen, width, height));
  pen.restore();
  drawn.destroy();
}

/**
 * The page as a canvas of the chart's own. chart.js sets the whole transformation for the pixels of a screen and clears what it has
 * drawn when it is destroyed; on a page both would reach beyond the chart.
 */
function surfaceOf(pen: SKRSContext2D, width: number, height: number) {
  const surface = { width, height, getContext: () => context };
  const untouched = new Set<PropertyKey>(['setTransform', 'resetTransform', 'clearRect']);
  const context: object = new Proxy(pen, {
    get: (target, name) => {
      if (name === 'canvas') return surface;
      if (untouched.has(name)) return () => undefined;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, value, target),
  });
  return surface;
}
