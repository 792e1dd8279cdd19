import type { ZonesSeen } from '../../faults/proposal.js';
import { isZone } from '../../facts/time.js';
import type { ColumnProfile } from './column-profile.js';

/** Abbreviations that stand for one zone, in summer and in winter. */
const abbreviations: Readonly<Record<string, string>> = {
  utc: 'UTC',
  gmt: 'UTC',
  z: 'UTC',
  cet: 'CET',
  cest: 'CET',
  mez: 'CET',
  mesz: 'CET',
  bst: 'Europe/London',
  hkt: 'Asia/Hong_Kong',
  sgt: 'Asia/Singapore',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
};

/** Those that mean different zones in different countries, or a zone only in a part of the year. */
const openAbbreviations = /^(?:est|edt|cst|cdt|mst|mdt|pst|pdt|ist|eet|eest|wet|west|aest|aedt|msk)$/;

const offset = /^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(00|15|30|45))?$/;

/** The zone of a text such as Europe/Berlin, UTC+8 or CET; null for one that only its writer knows, undefined where it is no zone. */
function zoneOf(text: string): string | null | undefined {
  // No name of a zone is longer.
  const name = text
    .slice(0, 100)
    .normalize('NFKC')
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/^[（(](.*)[)）]$/u, '$1');
  const short = name.toLowerCase();
  if (name.includes('/') && isZone(name)) return name;
  if (abbreviations[short] !== undefined) return abbreviations[short];
  if (openAbbreviations.test(short)) return null;
  const [, sign, hours, minutes = '00'] = offset.exec(short) ?? [];
  if (sign === undefined || hours === undefined || !(/^[ug]/.test(short) || /^[+-]\d{2}:?\d{2}$/.test(short))) return undefined;
  if (minutes !== '00') return null;
  // The names of the fixed zones count the other way round: Etc/GMT-8 is eight hours ahead.
  const zone = Number(hours) === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
  return isZone(zone) ? zone : null;
}

/** The zones that a column names in nearly all rows that are filled; undefined where no column does. */
export function zonesSeen(
  columns: readonly ColumnProfile[],
  names: readonly (string | number | undefined)[],
): ZonesSeen | undefined {
  for (const { at, values, filled } of columns) {
    const column = names[at];
    const found = [...values].flatMap(([text, rows]) => {
      const zone = zoneOf(text);
      return zone === undefined ? [] : [{ text, zone, rows }];
    });
    const rows = found.reduce((sum, one) => sum + one.rows, 0);
    if (typeof column !== 'string' || filled === 0 || rows < 0.9 * filled) continue;
    const zones = found.toSorted((a, b) => b.rows - a.rows).map(({ text, zone }) => ({ text, zone }));
    return { column, zones };
  }
  return undefined;
}
