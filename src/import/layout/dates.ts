import { compileFormat, dayMillis, endOfDay, instantOf, localDay, type Moment, startOfDay } from '../../facts/time.js';
import { importFaults } from '../../faults/import.js';
import { fault } from '../../faults/make.js';
import { parseIso } from './iso.js';
import { Refusal, type Subject } from './refusal.js';
import type { RowState } from './row.js';
import type { FieldMapping } from './schema.js';

type Edge = FieldMapping['at'];

/** A promise given as a day holds until that day's last millisecond; any other day means its start. */
export const isPromise = (field: string): boolean => field === 'promised_at' || field === 'due_at' || field.endsWith('_due_at');

/** Reads instants: dates without time as an edge of their local day, naive times in the row's zone. */
export function instantReader(
  mapping: FieldMapping,
  subject: Subject,
  typed = false,
): (text: string, row: RowState) => number | Refusal {
  const read = momentReader(mapping.format, subject, typed);
  const edge = mapping.at;
  const dayEdge: Edge = edge ?? (isPromise(subject.field) ? 'end_of_day' : 'start_of_day');
  return (text, row) => {
    const moment = read(text);
    if (moment instanceof Refusal) return moment;
    if (!moment.hasTime) return edgeOf(row.zone(), dayOfMoment(moment, row), dayEdge);
    if (edge !== undefined) return edgeOf(row.zone(), dayOfMoment(moment, row), edge);
    if (moment.offset !== undefined) return moment.local - moment.offset;
    return instantInZone(moment.local, text, subject.field, row);
  };
}

/** Reads local days; an instant with an offset becomes the day of the row's place. */
export function dayReader(
  mapping: FieldMapping,
  subject: Subject,
  typed = false,
): (text: string, row: RowState) => number | Refusal {
  const read = momentReader(mapping.format, subject, typed);
  return (text, row) => {
    const moment = read(text);
    return moment instanceof Refusal ? moment : dayOfMoment(moment, row);
  };
}

/** The first or last millisecond of a local day. */
export const edgeOf = (zone: string, day: number, edge: Edge): number =>
  edge === 'end_of_day' ? endOfDay(zone, day) : startOfDay(zone, day);

function dayOfMoment(moment: Moment, row: RowState): number {
  return moment.offset === undefined ? Math.floor(moment.local / dayMillis) : localDay(row.zone(), moment.local - moment.offset);
}

function instantInZone(local: number, text: string, field: string, row: RowState): number {
  const zone = row.zone();
  const { at, clock } = instantOf(zone, local);
  if (clock !== 'usual') {
    row.warn(field, fault(importFaults, clock === 'gap' ? 'clock_gap' : 'clock_overlap', { value: text, zone, field }));
  }
  return at;
}

// Named forms go through luxon, and a file has few distinct days: what was read is remembered, up to a bound.
const remembered = 5000;

/**
 * Reads instants in the layout's date forms, tried in turn, or in ISO forms where it names none. A source whose cells have
 * types (`typed`) always gives dates in ISO form, so that form is tried there too.
 */
function momentReader(format: FieldMapping['format'], subject: Subject, typed = false): (text: string) => Moment | Refusal {
  if (format === undefined) {
    return text =>
      parseIso(text) ?? new Refusal(text, place => fault(importFaults, 'date_form_unknown', { value: text, ...subject }, place));
  }
  const forms = typeof format === 'string' ? [format] : format;
  const parsers = forms.map(compileFormat);
  const known = new Map<string, Moment>();
  return text => {
    const before = known.get(text);
    if (before !== undefined) return before;
    for (const parse of parsers) {
      const moment = parse(text);
      if (moment === undefined) continue;
      if (known.size < remembered) known.set(text, moment);
      return moment;
    }
    const moment = typed ? parseIso(text) : undefined;
    return (
      moment ?? new Refusal(text, place => fault(importFaults, 'date_unreadable', { value: text, ...subject, forms }, place))
    );
  };
}
