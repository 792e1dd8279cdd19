import type { Label } from '../facts/label.js';
import { isInForce } from './in-force.js';
import type { Part } from './part.js';
import type { Comparator, Dated, Level, Scope, Standard } from './standard.js';

/** What was agreed with a client, or with the clients of a segment, from a day on: versions follow each other by `from`. */
export interface Contract extends Dated {
  readonly id: string;
  /** One client or one segment. */
  readonly scope: Pick<Scope, 'client' | 'segment'>;
  readonly from: string;
  /** Its last day: as agreed, or the day before its next version begins, whichever is earlier. */
  readonly until?: string;
  readonly reference?: Label;
  /** The day on which its months begin, where that is not the first. */
  readonly month_starts_on?: number;
  /** Definitions and parameters in its own wording, by their names. */
  readonly rules: Readonly<Record<string, ContractRule>>;
  /** In the order in which they are shown. */
  readonly measures: readonly MeasureGroup[];
  /** What is handed over, where the contract says so. */
  readonly handout?: HandoutTerms;
}

/** The sheets behind the first one of a workbook, in their order. */
export const annexSheets = [
  'summary',
  'kpis',
  'satisfaction',
  'trend',
  'gaps',
  'exceptions',
  'exclusions',
  'actions',
  'definitions',
  'audit',
] as const;

/** A sheet that can follow the first one of a workbook. */
export type AnnexSheet = (typeof annexSheets)[number];

/** What a contract says of the scorecard that is handed over. */
export interface HandoutTerms {
  /** Each figure of the year so far besides the period's. */
  readonly year_to_date: boolean;
  /** Each figure of the same period a year before. */
  readonly same_month_last_year: boolean;
  readonly annex: readonly AnnexSheet[];
  /** Who signs, in the order of the lines. */
  readonly sign_off: readonly Label[];
}

/** A definition or parameter as a contract words it. */
export interface ContractRule {
  readonly is: string;
  readonly says?: Label;
}

/** Measures under one heading. */
export interface MeasureGroup {
  readonly group: Label;
  /** Its share of the contract's index; left out where the contract has none. */
  readonly weight?: Level;
  readonly metrics: readonly Measure[];
}

/** A metric that the contract names, with the level agreed for it, if one was. */
export interface Measure {
  readonly metric: string;
  readonly comparator?: Comparator;
  readonly level?: Level;
  readonly minimum?: Level;
  readonly stretch?: Level;
  readonly min_population: number;
  /** Its share of its group. */
  readonly weight?: Level;
  /** The part of the client's work that it is about; empty for all of it. */
  readonly scope: Part;
  readonly reference?: string;
}

/** Of whom it is asked what was agreed. */
interface Party {
  readonly code: string;
  readonly segment?: string | undefined;
}

/** The contract in force for a client on a day (`yyyy-MM-dd`): its own, else its segment's. */
export function contractOn(contracts: readonly Contract[] | undefined, client: Party, day: string): Contract | undefined {
  const holding = (contracts ?? []).filter(one => isInForce(one, day));
  const latest = (of: readonly Contract[]): Contract | undefined => of.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  return (
    latest(holding.filter(({ scope }) => scope.client === client.code)) ??
    latest(holding.filter(({ scope }) => scope.segment !== undefined && scope.segment === client.segment))
  );
}

/** The standards that can hold for a client on a day: under a contract those agreed in it, else those of the workspace. */
export function standardsOn(
  standards: readonly Standard[],
  contracts: readonly Contract[] | undefined,
  client: Party,
  day: string,
): readonly Standard[] {
  const contract = contractOn(contracts, client, day)?.id;
  return standards.filter(one => one.contract === contract);
}
