import type { HouseStyle } from '../../reports/sheet.js';
import { readLogo } from '../../rulebook/logo.js';
import type { Workspace } from '../../rulebook/workspace.js';

/** How the workspace wants what it hands over to look; undefined where it says nothing. A logo that has gone since is left out. */
export async function houseStyleOf({ directory, settings }: Workspace): Promise<HouseStyle | undefined> {
  if (settings.handout === undefined) return undefined;
  const { logo: name, ...style } = settings.handout;
  const logo = name === undefined ? 'missing' : await readLogo(directory, name);
  if (typeof logo === 'string') return style;
  const { bytes, ...shape } = logo;
  return { ...style, logo: { base64: bytes.toString('base64'), ...shape } };
}
