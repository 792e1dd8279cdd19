import type { FactKindName } from '../facts/kinds.js';
import type { Label } from '../facts/label.js';
import { namesEn } from '../words/en.js';
import { fieldInSentence } from '../words/field-name.js';

/** A unit that a length of time is stated in. */
export type TimeUnit = 'days' | 'hours' | 'minutes' | 'seconds' | 'milliseconds';

/** How two values compare: `less` is also "earlier". */
export type Relation = 'equal' | 'less' | 'less_equal' | 'contains' | 'starts_with';

/** What is taken of the facts of a group. */
export type TakenOfGroup = 'sum' | 'largest' | 'smallest' | 'latest' | 'earliest';

/** The numbers of what consists of lines. */
export const wholesOfLines = ['order_no', 'shipment_no', 'invoice_no', 'task_no'] as const;

/** A number of what consists of lines. */
export type WholeOfLines = (typeof wholesOfLines)[number];

/** Facts that belong together: as the lines of one thing, else by the fields that they have in common. */
export type GroupNamed =
  | { readonly linesOf: WholeOfLines }
  | { readonly of: FactKindName; readonly isLine: boolean; readonly per: readonly string[] };

/** What the sentences of a reason are made of, in one language. */
export interface ReasonWords {
  /** A field's name as it stands within a sentence. */
  readonly field: (label: Label) => string;
  readonly constants: Readonly<Record<'as_of' | 'period_start' | 'period_end', string>>;
  readonly truth: (value: boolean | null) => string;
  readonly noSource: string;
  readonly everything: string;
  readonly nothingCounts: string;
  readonly unsaid: string;
  readonly valueMissing: string;
  /** Clauses that hold together. */
  readonly together: (clauses: readonly string[]) => string;
  readonly is: (subject: string, value: string) => string;
  readonly but: (clause: string, others: readonly string[]) => string;
  readonly isThere: (text: string) => string;
  readonly missing: (names: readonly string[]) => string;
  /** Fields that another fact of the group lacks, and what the facts of the group are the lines of, or have in common. */
  readonly missingInGroup: (names: readonly string[], group: GroupNamed) => string;
  /** What is taken of a group, or of the part of it that has something in common, of one field or of several. */
  readonly ofGroup: (taken: TakenOfGroup, field: string | undefined, shown: string, among: string | undefined) => string;
  /** A field that no source records of this fact: what the fact has, and what it lacks, of the fields that say who covers it. */
  readonly unrecorded: (field: string, of: FactKindName, has: readonly string[], lacks: readonly string[]) => string;
  readonly standsFor: (missing: string, value: boolean | null) => string;
  readonly compared: (left: string, relation: Relation, holds: boolean, right: string, isTime: boolean) => string;
  readonly due: (missing: string, due: string, isPast: boolean, asOf: string) => string;
  readonly from: (shown: string, names: readonly string[]) => string;
  readonly shifted: (text: string, isLater: boolean, by: string) => string;
  /** A moment that lasts until just before a time of the clock, with that time. */
  readonly until: (text: string, before: string) => string;
  readonly endOf: (day: string) => string;
  readonly duration: (count: number, unit: TimeUnit) => string;
  readonly group: (members: number, deciding: number | 'all', because: string) => string;
  readonly outside: (because: string) => string;
  readonly undated: (because: string) => string;
  readonly counts: (value: string, dated: string) => string;
  readonly dated: (text: string, isIn: boolean, from: string, to: string) => string;
  readonly anExclusion: string;
  readonly exclusion: (one: ExclusionNamed) => string;
}

/** An exclusion as a reason names it. */
export interface ExclusionNamed {
  readonly number: number;
  readonly reason: { readonly code: string; readonly label: Label };
  readonly requested_by: string;
  readonly approved_by: string;
}

const relations: Readonly<Record<Relation, readonly [string, string]>> = {
  equal: ['is', 'is not'],
  less: ['is less than', 'is at least'],
  less_equal: ['is at most', 'is more than'],
  contains: ['contains', 'does not contain'],
  starts_with: ['starts with', 'does not start with'],
};
const ofTime: Readonly<Partial<Record<Relation, readonly [string, string]>>> = {
  less: ['before', 'not before'],
  less_equal: ['no later than', 'after'],
};

const wholes: Readonly<Record<WholeOfLines, string>> = {
  order_no: 'order',
  shipment_no: 'shipment',
  invoice_no: 'invoice',
  task_no: 'task',
};

/** The sentences of reasons in English. */
export const enReasons: ReasonWords = {
  field: label => fieldInSentence('en', label),
  constants: {
    as_of: 'the moment known of',
    period_start: 'the beginning of the period',
    period_end: 'the end of the period',
  },
  truth: value => (value === null ? 'nothing' : value ? 'yes' : 'no'),
  noSource: 'no source records whether it was done',
  everything: 'everything counts',
  nothingCounts: 'nothing counts',
  unsaid: 'it cannot be said',
  valueMissing: 'a value is missing',
  together: clauses => clauses.join(', and '),
  is: (subject, value) => `${subject} is ${value}`,
  but: (clause, others) =>
    `${clause}, not ${others.length > 1 ? `${others.slice(0, -1).join(', ')} or ` : ''}${others.at(-1) ?? ''}`,
  isThere: text => `${text} is there`,
  missing: names => `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing`,
  missingInGroup: (names, group) => {
    const other =
      'linesOf' in group
        ? `line of the ${wholes[group.linesOf]}`
        : `${group.isLine ? 'line' : namesEn.factKinds[group.of]} with the same ${group.per.join(' and ')}`;
    return `${names.join(' or ')} is missing in another ${other}`;
  },
  ofGroup: (taken, field, shown, among) => {
    const what = field === undefined ? `${taken} of the group` : taken === 'sum' ? `sum of ${field}` : `${taken} ${field}`;
    return `${what} ${shown}${among === undefined ? '' : ` (${among})`}`;
  },
  unrecorded: (field, of, has, lacks) => {
    const kind = namesEn.factKinds[of];
    const without = lacks.length === 0 ? [] : [`a ${kind} without ${lacks.join(' or ')}`];
    const covered = [...has, ...without].join(', ');
    return `${field} was not recorded for this ${kind}: no source of it covers ${covered === '' ? 'any' : covered}`;
  },
  standsFor: (missing, value) => `${missing}, which stands for ${enReasons.truth(value)}`,
  compared: (left, relation, holds, right, isTime) => {
    const [yes, no] = (isTime ? ofTime[relation] : undefined) ?? relations[relation];
    return `${left} ${holds ? yes : no} ${right}`;
  },
  due: (missing, due, isPast, asOf) => `${missing} and ${due} ${isPast ? 'is past' : 'is not past yet'}, as of ${asOf}`,
  from: (shown, names) => `${shown} (from ${names.join(', ')})`,
  shifted: (text, isLater, by) => `${text} ${isLater ? 'plus' : 'less'} ${by}`,
  until: (text, before) => `${text} (that is, before ${before})`,
  endOf: day => `the end of ${day}`,
  duration: (count, unit) => `${count} ${Math.abs(count) === 1 ? unit.slice(0, -1) : unit}`,
  group: (members, deciding, because) =>
    `group of ${members}, ${deciding === 'all' ? 'each member passes, the last of them' : `${deciding} of them`}: ${because}`,
  outside: because => `not in the population: ${because}`,
  undated: because => `it has no date: ${because}`,
  counts: (value, dated) => `counts ${value}, ${dated}`,
  dated: (text, isIn, from, to) => `dated by ${text}, ${isIn ? 'in' : 'not in'} the period from ${from} to before ${to}`,
  anExclusion: 'an approved exclusion applies',
  exclusion: ({ number, reason, requested_by, approved_by }) =>
    `exclusion ${number} applies: ${reason.code} ${reason.label.en}, requested by ${requested_by}, approved by ${approved_by}`,
};
