import { createCanvas } from '@napi-rs/canvas';

/** A firm's logo: dark letters on nothing, as a PNG picture. */
export function logoPicture(): Buffer {
  const canvas = createCanvas(360, 120);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#7A1F3D';
  pen.fillRect(0, 20, 80, 80);
  pen.font = 'bold 56px sans-serif';
  pen.fillText('NORTH', 100, 80);
  return canvas.toBuffer('image/png');
}
