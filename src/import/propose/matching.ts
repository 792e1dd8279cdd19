import type { FactKind } from '../../facts/kinds.js';
import { bestAssignment } from './assignment.js';
import { type Candidate, candidates } from './candidates.js';
import type { ColumnProfile } from './column-profile.js';
import type { KnownPlaces } from './known-places.js';

/** A field with the column that it is filled from, and other columns that fit it as well and fill nothing else. */
export interface Match extends Candidate {
  readonly rivals: readonly ColumnProfile[];
}

/** A kind of fact with the columns that fill its fields. */
export interface KindMatch {
  readonly kind: FactKind;
  readonly found: readonly Match[];
  /** How much the file looks like this kind. */
  readonly rank: number;
  /** How much of that comes of a number that is called as other kinds call theirs. */
  readonly ofDoubtfulNumber: number;
}

/** From here on a header leaves no doubt. */
export const surely = 0.85;

/** A rival that scores less than this below what was chosen leaves a doubt. */
const close = 0.12;

/** What a match must be better than to count: two that are doubtful are not worth a good one. */
const doubt = 0.4;

/** The columns of a file as fields of a kind: each field has one, no column is taken twice, and all together fit best. */
export function kindMatch(kind: FactKind, columns: readonly ColumnProfile[], places: KnownPlaces): KindMatch {
  const all = candidates(kind, columns, places);
  const position = new Map(columns.map((column, i) => [column.at, i] as const));
  const scores = kind.fields.map(field => {
    const row = Array.from({ length: columns.length }, (): number => 0);
    for (const one of all)
      if (one.field.name === field.name) row[position.get(one.column.at) ?? 0] = Math.max(one.score - doubt, 0.01);
    return row;
  });
  const assigned = bestAssignment(scores, columns.length);
  const chosen = all.filter(one => assigned[kind.fields.indexOf(one.field)] === position.get(one.column.at));
  const used = new Set(chosen.map(({ column }) => column.at));
  const found = chosen.map(one => ({
    ...one,
    rivals: all
      .filter(({ field, column, score }) => field.name === one.field.name && !used.has(column.at) && score > one.score - close)
      .map(({ column }) => column),
  }));
  return { kind, found, ...rankOf(kind, found) };
}

// These stand in many kinds, and say nothing about which kind it is.
const shared = new Set(['client', 'site', 'line_no', 'aspect', 'department']);

// What is filled in few rows says little of what the rows are.
const weightOf = ({ score, column }: Match): number =>
  score * (column.rows === 0 ? 1 : 0.2 + (0.8 * column.filled) / column.rows);

function rankOf(kind: FactKind, found: readonly Match[]): Pick<KindMatch, 'rank' | 'ofDoubtfulNumber'> {
  const own = ownKey(kind);
  const ofKey = found.filter(({ field }) => own.includes(field.name));
  const worth = (some: readonly Match[]): number =>
    (3 * some.reduce((sum, match) => sum + weightOf(match), 0)) / Math.max(own.length, 1);
  const fields = found.reduce((sum, match) => sum + (shared.has(match.field.name) ? 0 : weightOf(match)), 0);
  return { rank: fields + worth(ofKey), ofDoubtfulNumber: worth(ofKey.filter(({ header }) => header < surely)) };
}

/** What identifies a fact of a kind besides its client and place. */
export const ownKey = (kind: FactKind): readonly string[] => kind.key.filter(name => !shared.has(name));
