import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The family that charts are drawn in: Latin and Chinese, regular and bold, on a machine without any font. */
export const chartFont = 'Plumbline Sans';

/** The folder of the packaged font. */
export const fontFolder = (): string =>
  path.dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'));

let registered = false;

/** Registers the packaged font's slices, once for the process. */
export async function registerFonts(): Promise<void> {
  if (registered) return;
  registered = true;
  const { GlobalFonts } = await import('@napi-rs/canvas');
  const files = path.join(fontFolder(), 'files');
  for (const file of readdirSync(files)) {
    if (file.endsWith('-wght-normal.woff2')) GlobalFonts.registerFromPath(path.join(files, file), chartFont);
  }
}
