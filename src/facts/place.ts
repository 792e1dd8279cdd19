import type { FactKindName } from './kinds.js';
import type { Label } from './label.js';
import type { MonthStart } from './period.js';

/** A client, as the workspace or the default for an unregistered one describes it. */
export interface Client {
  readonly code: string;
  readonly name: Label;
  readonly segment?: string;
  readonly time_zone: string;
  readonly calendar?: string;
  /** Left out where its months begin on the first. */
  readonly months?: readonly MonthStart[];
  /** How deep its own scorecard shows the satisfaction tree: a level, `all`, or one per branch id. */
  readonly depth: number | 'all' | Readonly<Record<string, number | 'all'>>;
}

/** A site; its zone and calendar hold for facts that name it. */
export interface Site {
  readonly code: string;
  readonly name: Label;
  readonly time_zone: string;
  readonly calendar?: string;
}

/** Spans of a day, as milliseconds from its midnight by the clock: [from, to). One that ends on the next day ends after 24 hours. */
export type Hours = readonly (readonly [from: number, to: number])[];

/** Working days and hours of a place. Days are `yyyy-MM-dd`. */
export interface Calendar {
  readonly id: string;
  /** Weekdays worked, Monday = 1 … Sunday = 7. */
  readonly weekdays: readonly number[];
  /** Working hours of every day that has none of its own; empty where weekdays differ. */
  readonly hours: Hours;
  /** Days off, inclusive ranges. */
  readonly holidays: readonly (readonly [from: string, to: string])[];
  /** Days worked although weekday or holiday says otherwise. */
  readonly working: readonly (readonly [from: string, to: string])[];
  /** The hours of each weekday where they differ; left out elsewhere, so that such calendars keep their hash. */
  readonly weekday_hours?: readonly { readonly weekday: number; readonly hours: Hours }[];
  /** Days worked with hours of their own, whatever weekday and holiday say; left out where there are none. */
  readonly exceptions?: readonly { readonly from: string; readonly to: string; readonly hours: Hours }[];
}

/** The places of one client's facts: zones and calendars by site, with the client's own for all others. */
export interface Places {
  readonly zone: string;
  readonly calendar: Calendar | undefined;
  readonly sites: readonly { readonly code: string; readonly zone: string; readonly calendar: Calendar | undefined }[];
}

/** The calendars by which facts of some places are judged, each once. */
export const calendarsOf = ({ calendar, sites }: Places): readonly Calendar[] => [
  ...new Set([calendar, ...sites.map(site => site.calendar)].filter(one => one !== undefined)),
];

/** Some fields that a source records, and of which facts of its client it does. */
export interface SourceCoverage {
  readonly id: string;
  /** `*` for every client. */
  readonly client: string;
  /** The only site whose facts it covers. */
  readonly site?: string;
  readonly fact: FactKindName;
  readonly fields: readonly string[];
  /** An expression over the kind's fields that is true of the facts it covers; all of the site's where it is left out. */
  readonly covers?: string;
}

/** What a client must deliver, how often, by when; and what it covers, where it says so. */
export interface ExpectedSource extends Omit<SourceCoverage, 'fields'> {
  readonly fields?: readonly string[];
  readonly every: 'day' | 'week' | 'month';
  readonly due?: string;
}
