import type { HouseStyle } from '../contract/house-style.js';
import { get } from './rest.js';

/** Where the firm's house style is read. */
export const houseStylePath = '/house-style';

/** Gives the pages the firm's colour and font; they stay as they are where it has none, or where it cannot be read. */
export async function applyHouseStyle(): Promise<void> {
  const style = await get<HouseStyle>(houseStylePath).catch(() => undefined);
  const set = (name: string, value: string): void => document.documentElement.style.setProperty(`--house-${name}`, value);
  for (const [theme, parts] of Object.entries(style?.colours ?? {}))
    for (const [part, colour] of Object.entries(parts)) set(`${theme}-${part}`, `#${colour}`);
  if (style?.font != null) set('font', `"${style.font}"`);
}
