import type { FactKind, FactKindName } from '../../facts/kinds.js';
import type { AlsoFound, Confidence, LayoutProposal, ProposalRemark, ProposedField, ZonesSeen } from '../../faults/proposal.js';
import { zonesSeen } from './zone-column.js';
import { answerCells } from './answer-cells.js';
import { withClocks } from './clock-columns.js';
import { columnNames, isFilledFrom } from './column-names.js';
import { type ColumnProfile, columnProfile, shownSamples } from './column-profile.js';
import { type ColumnSeen, columnsSeen } from './columns-seen.js';
import { fileHabits } from './file-habits.js';
import { completed } from './key-fields.js';
import { isCalled } from './kind-words.js';
import type { Drafting, Sampled } from './drafting.js';
import { kindMatch, type KindMatch, type Match, ownKey, surely } from './matching.js';
import { rowGroupSettings } from './row-groups.js';
import { type Question, surveyQuestions } from './survey-questions.js';
import { type Settings, settingsOf, someOf } from './settings.js';

/** What a title or a name is worth beside the columns: about as much as two that are known. */
const calledSo = 2;

/** What each question of a survey is worth, and all of them together. */
const asQuestion = 1.5;
const mostAsQuestions = 9;

type ProfiledFile = Pick<Drafting, 'columns' | 'names'>;

const profiledFiles = new WeakMap<object, ProfiledFile>();

/** The columns of a file, with what a layout calls each; looked at once, though they are shown and a layout is proposed for them. */
function profiled(file: Pick<Sampled, 'columns' | 'rows'>): ProfiledFile {
  const known = profiledFiles.get(file) ?? newlyProfiled(file);
  profiledFiles.set(file, known);
  return known;
}

function newlyProfiled({ columns, rows }: Pick<Sampled, 'columns' | 'rows'>): ProfiledFile {
  const names = columnNames(columns);
  const profiles = columns
    .map((header, at) =>
      columnProfile(
        header,
        at,
        rows.map(row => row[at] ?? ''),
      ),
    )
    .filter(({ at }) => names[at] !== undefined);
  return { columns: withClocks(profiles), names };
}

/** The columns of a file as they are shown to whoever maps them. */
export function columnsOfFile(file: Pick<Sampled, 'columns' | 'rows'>): readonly ColumnSeen[] {
  const { columns, names } = profiled(file);
  return columnsSeen(columns, names);
}

/** How a column that somebody has chosen for a field fills it; undefined where there is no such column or field. */
export function fieldOfColumn(
  file: Sampled,
  kind: FactKind,
  chosen: { readonly column: string | number; readonly field: string },
): ProposedField | undefined {
  const { columns, names } = profiled(file);
  const column = columns.find(({ at }) => names[at] === chosen.column);
  const field = kind.fields.find(({ name }) => name === chosen.field);
  if (column === undefined || field === undefined) return undefined;
  const drafting: Drafting = { file, columns, names, habits: fileHabits(columns, file.typedCells), each: [] };
  // Who chose is sure of the heading; what the values leave open stays so.
  return proposedField({ field, column, header: 1, values: 1, score: 1, rivals: [] }, kind, drafting);
}

/** The kind whose fields the columns fit best, or the one that is asked for, as a layout; undefined where no column fits any. */
export function proposal(file: Sampled, kinds: readonly FactKind[], asked?: FactKindName): LayoutProposal | undefined {
  const { columns, names } = profiled(file);
  const about = file.about ?? [];
  const questions = new Map(kinds.map(kind => [kind.name, surveyQuestions(kind, columns, { about, items: file.items })]));
  const questionsOf = ({ name }: FactKind): readonly Question[] => questions.get(name) ?? [];
  const matchOf = (kind: FactKind): KindMatch => {
    const asked = new Set(questionsOf(kind).map(({ column }) => column));
    return kindMatch(
      kind,
      columns.filter(column => !asked.has(column)),
      file.places,
    );
  };
  const matches = kinds.map(matchOf);
  const delivered = deliveredColumn(matches);
  const rankOf = (match: KindMatch): number =>
    rankBeside(match, delivered) +
    (isCalled(match.kind.name, about) ? calledSo : 0) +
    Math.min(questionsOf(match.kind).length * asQuestion, mostAsQuestions);
  const ranked = matches.toSorted((a, b) => rankOf(b) - rankOf(a));
  const best = asked === undefined ? ranked[0] : ranked.find(({ kind }) => kind.name === asked);
  // Where the kind is named, what is missing can be named too.
  if (best === undefined) return undefined;
  if (best.found.length === 0 && questionsOf(best.kind).length === 0 && asked === undefined) return undefined;
  const each = answerCells(questionsOf(best.kind), about);
  const drafting: Drafting = { file, columns, names, habits: fileHabits(columns, file.typedCells), each };
  return drafted(best, ranked, drafting);
}

/** The column that surely says when shipments were delivered. */
const deliveredColumn = (matches: readonly KindMatch[]): ColumnProfile | undefined =>
  matches
    .find(({ kind }) => kind.name === 'shipment')
    ?.found.find(({ field, header, column }) => field.name === 'delivered_at' && header >= surely && column.filled > 0)?.column;

/** A number that other kinds have as well (a booking, a request) makes no other kind of rows that say when they were delivered. */
const rankBeside = ({ found, rank, ofDoubtfulNumber }: KindMatch, delivered: ColumnProfile | undefined): number =>
  delivered === undefined || found.some(({ column }) => column === delivered) ? rank : rank - ofDoubtfulNumber;

function drafted(best: KindMatch, ranked: readonly KindMatch[], drafting: Drafting): LayoutProposal {
  const { file, columns, names, each } = drafting;
  const questions = new Set<string | number | undefined>(each.flatMap(group => group.columns.map(({ column }) => column)));
  const found = best.found.map(match => proposedField(match, best.kind, drafting));
  const { fields, lacking, where } = completed(best.kind, found, drafting);
  const hasNaiveTimes = best.found.some(({ column }) => column.dates !== undefined && !column.dates.texts.some(hasZone));
  const free = columns.filter(({ at }) => !isUsed(names[at], fields) && !questions.has(names[at]));
  const zones = hasNaiveTimes ? zonesSeen(free, names) : undefined;
  const left = free.filter(({ at, header, filled }) => names[at] !== zones?.column && (header !== '' || filled > 0));
  const order = best.kind.fields.map(field => field.name);
  return {
    layout: file.name,
    fact: best.kind.name,
    settings: [
      ...file.settings,
      ...zoneSettings(zones, where),
      ...(where === undefined ? rowGroupSettings(best.kind, fields, drafting) : []),
    ],
    hasNaiveTimes,
    ...(zones === undefined ? {} : { zones }),
    fields: fields.toSorted((a, b) => order.indexOf(a.field) - order.indexOf(b.field)),
    ...(each.length === 0 ? {} : { each }),
    lacking,
    also: alsoFound(best, ranked, drafting),
    unused: left.map(({ at, samples, dates, isClock }) => ({
      column: names[at] ?? at + 1,
      samples,
      ...(dates !== undefined || isClock ? { isOfMoments: true as const } : {}),
    })),
  };
}

/** Rows of other zones than the first are left out, and counted as skipped: they need a layout of their own. */
function zoneSettings(zones: ZonesSeen | undefined, where: string | undefined): LayoutProposal['settings'] {
  const [first, ...others] = zones?.zones ?? [];
  const ofZone =
    zones === undefined || others.length === 0 ? [] : [`col(${JSON.stringify(zones.column)}) == ${JSON.stringify(first?.text)}`];
  const conditions = [...(where === undefined ? [] : [where]), ...ofZone];
  const zone = first?.zone ?? null;
  return [
    ...(conditions.length === 0 ? [] : [['where', conditions.join(' and ')] as const]),
    ...(zone === null ? [] : [['time_zone', zone] as const]),
  ];
}

const isUsed = (name: string | number | undefined, fields: readonly ProposedField[]): boolean =>
  fields.some(({ mapping }) => isFilledFrom(mapping, name));

const hasZone = (text: string): boolean => /:\d{2}(?:[.,]\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})$/.test(text);

function proposedField(match: Match, kind: FactKind, { file, habits, names }: Drafting): ProposedField {
  const { field, column, rivals } = match;
  const settings = settingsOf(field, column, habits, file.places);
  const nameAt = (at: number): string | number => names[at] ?? at + 1;
  const others = rivals
    .filter(({ at }) => !sayTheSame(file.rows, column.at, at))
    .flatMap(({ at }) => names[at] ?? [])
    .map(String);
  const rivalry: readonly ProposalRemark[] = others.length === 0 ? [] : [{ is: 'or_columns', columns: others }];
  const withoutNumber: readonly ProposalRemark[] =
    field.name === ownKey(kind)[0] && column.nothing.length > 0 ? [{ is: 'key_means_nothing', ...someOf(column.nothing) }] : [];
  const beside: readonly ProposalRemark[] =
    column.clockBeside === undefined ? [] : [{ is: 'time_beside', columns: [nameAt(column.at), nameAt(column.clockBeside.at)] }];
  return {
    field: field.name,
    mapping: { column: column.pair === undefined ? nameAt(column.at) : column.pair.map(nameAt), ...settings.mapping },
    confidence: confidenceOf(match, settings, others.length > 0),
    samples: column.pair === undefined ? column.samples : pairSamples(file.rows, column.pair),
    remarks: [...withoutNumber, ...settings.remarks, ...beside, ...rivalry],
  };
}

/** Whether two columns name the same things in other words: a code and its name. */
function sayTheSame(rows: readonly (readonly string[])[], first: number, second: number): boolean {
  const pairs = new Set(rows.map(row => `${(row[first] ?? '').trim()}\n${(row[second] ?? '').trim()}`));
  const distinct = (at: number): number => new Set(rows.map(row => (row[at] ?? '').trim())).size;
  return pairs.size === distinct(first) && pairs.size === distinct(second);
}

const pairSamples = (rows: readonly (readonly string[])[], [date, clock]: readonly [number, number]): readonly string[] =>
  shownSamples(rows.filter(row => (row[date] ?? '').trim() !== '').map(row => `${row[date] ?? ''} ${row[clock] ?? ''}`));

const probably = 0.5;

function confidenceOf(
  { field, header, values, score }: Match,
  { isOpen, isPartial }: Settings,
  isContested: boolean,
): Confidence {
  if (isOpen || score < probably || values < 0.45) return 'unsure';
  // Whose the rows are is not guessed from a word that often means somebody else.
  if ((field.name === 'client' || field.name === 'site') && header < 0.7) return 'unsure';
  return header >= surely && values >= 0.8 && !isContested && isPartial !== true ? 'sure' : 'likely';
}

/** Other kinds that columns which this one leaves over make up: their key is there, and something that happened. */
function alsoFound(best: KindMatch, ranked: readonly KindMatch[], { columns, names }: Drafting): readonly AlsoFound[] {
  const used = new Set(best.found.map(({ column }) => column.at));
  return ranked.flatMap(({ kind, found }) => {
    if (kind.name === best.kind.name) return [];
    const own = found.filter(({ column, header }) => !used.has(column.at) && header >= surely && column.filled > 0);
    const named = ownKey(kind).every(name => own.some(({ field }) => field.name === name));
    const happened = own.some(({ field }) => field.type === 'instant');
    if (!named || !happened) return [];
    const at = new Set(own.map(({ column }) => column.at));
    return [{ fact: kind.name, columns: columns.filter(column => at.has(column.at)).map(column => String(names[column.at])) }];
  });
}
