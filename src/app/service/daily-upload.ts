import { localDay, localText, startOfDay } from '../../facts/time.js';
import type { Settings } from '../../rulebook/workspace.js';
import type { Deps } from '../deps.js';

/** Who sends something: a role, and the clients that the key is bound to. */
export interface Uploader {
  readonly role: string;
  readonly clients: readonly string[] | 'all';
}

/** A day of the workspace's time zone, and how much a key may send on it. */
export interface UploadDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** The first instant of the next day, in UTC milliseconds. */
  readonly ends: number;
  /** The same by the clock of the workspace. */
  readonly endsText: string;
  readonly mostBytes: number | 'unlimited';
}

/** How much somebody may send today. */
export function uploadToday({ workspace, clock }: Pick<Deps, 'workspace' | 'clock'>, uploader: Uploader): UploadDay {
  const { time_zone: zone, daily_upload } = workspace.settings;
  const day = localDay(zone, clock());
  const ends = startOfDay(zone, day + 1);
  return { day, ends, endsText: `${localText(zone, ends)} (${zone})`, mostBytes: mostOf(daily_upload, uploader) };
}

function mostOf({ client, bound, unbound }: Settings['daily_upload'], { role, clients }: Uploader): number | 'unlimited' {
  if (role === 'client') return client;
  return clients === 'all' ? unbound : bound;
}
