import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { HouseStyle } from '../../contract/house-style.js';
import { type Logo, readLogo } from '../../rulebook/logo.js';
import { pageColours } from '../../rulebook/page-colours.js';
import type { HandoutSettings, Workspace } from '../../rulebook/workspace.js';

/** How the workspace wants its pages to look. */
export async function pageStyle(workspace: Workspace): Promise<HouseStyle> {
  const { handout, organisation } = workspace.settings;
  const picture = await pageLogo(workspace);
  const { en, zh } = organisation;
  // A workspace that says no name has that of its folder, which is nobody's business at the sign-in.
  const isSaid = [en, zh].some(name => name !== basename(workspace.directory));
  return {
    organisation: isSaid ? { en, zh } : null,
    logo: picture === undefined ? null : { organisation: { en, zh }, width: picture.width, height: picture.height },
    colours: handout?.colour === undefined ? null : pageColours(handout.colour),
    font: handout?.font ?? null,
  };
}

/** A logo with a hash that changes with it. */
interface PageLogo extends Logo {
  readonly hash: string;
}

interface Kept {
  readonly state: string;
  readonly logo: Promise<PageLogo | undefined>;
}

/** Whoever is at the sign-in asks for the logo: it is read and decoded once for each state of its file. */
const keptLogos = new WeakMap<HandoutSettings, Kept>();

/** The logo of the workspace; undefined where it names none, or where the file is none any more. */
export async function pageLogo({ directory, settings: { handout } }: Workspace): Promise<PageLogo | undefined> {
  if (handout?.logo === undefined) return undefined;
  const found = await stat(join(directory, handout.logo)).catch(() => undefined);
  const state = `${found?.ino ?? ''} ${found?.size ?? ''} ${found?.mtimeMs ?? ''}`;
  const kept = keptLogos.get(handout);
  if (kept?.state === state) return kept.logo;
  const logo = read(directory, handout.logo);
  keptLogos.set(handout, { state, logo });
  return logo;
}

async function read(directory: string, name: string): Promise<PageLogo | undefined> {
  const logo = await readLogo(directory, name);
  return typeof logo === 'string' ? undefined : { ...logo, hash: createHash('sha256').update(logo.bytes).digest('hex') };
}
