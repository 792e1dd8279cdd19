import { suchAs } from '../../faults/phrase.js';
import { scalar } from '../shape.js';

/** A number of bytes, as "100 MB" says it; undefined for another text. */
export function bytesOf(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,6})\s*(kB|MB|GB)$/.exec(text.trim()) ?? [];
  // The units that the form knows.
  return amount === undefined ? undefined : Number(amount) * { kB: 1e3, MB: 1e6, GB: 1e9 }[unit as 'kB' | 'MB' | 'GB'];
}

/** A number of bytes such as "100 MB". */
export const size = scalar(suchAs('a_size', '"500 kB"', '"100 MB"'), bytesOf);

/** A number of bytes, or no limit. */
export const sizeOrUnlimited = scalar(
  suchAs('a_size', '"100 MB"', '"20 GB"', 'unlimited'),
  (text): number | 'unlimited' | undefined => (text.trim() === 'unlimited' ? 'unlimited' : bytesOf(text)),
);
