import type {
  ColumnView,
  FieldView,
  FittingLayout,
  LayoutDraft,
  Mapping,
  ProposalOptions,
  ProposedFieldView,
  Recognised,
  TrialRequest,
} from '../../../contract/waiting-files.js';

/** What somebody has said of a file so far. */
export interface MappingDraft {
  /** How the file is read. */
  readonly options: ProposalOptions;
  readonly name: string;
  readonly why: string;
  readonly fields: Readonly<Record<string, Mapping>>;
  /** What was seen of each field's values when its column was proposed or chosen. */
  readonly known: Readonly<Record<string, ProposedFieldView>>;
  /** Fields that somebody has chosen a column for. */
  readonly chosen: readonly string[];
  /** Which rows are read, where not all of them are. */
  readonly where?: string;
  /** The saved layout that it began with, and what that says besides its fields. */
  readonly from?: Pick<LayoutDraft, 'layout' | 'settings' | 'each'>;
  /** The file of a layout as it was when the draft began with it or was saved: the only text that is changed. */
  readonly base?: { readonly layout: string; readonly sha256: string };
}

/** Changes a draft from what it is to what it is to be. */
export type ChangeDraft = (step: (now: MappingDraft) => MappingDraft) => void;

/** A draft as the file proposes it: what is unsure waits for somebody to take it. */
export function draftOf(seen: Recognised, options: ProposalOptions): MappingDraft {
  const sure = seen.proposed.filter(({ confidence }) => confidence !== 'unsure');
  return {
    options,
    name: seen.layout,
    why: '',
    fields: Object.fromEntries(sure.map(({ field, mapping }) => [field, mapping])),
    known: Object.fromEntries(seen.proposed.map(one => [one.field, one])),
    chosen: [],
  };
}

/** A draft with the choices of a saved layout, under its name. */
export function draftFrom({ draft, base }: FittingLayout, seen: Recognised, options: ProposalOptions): MappingDraft {
  const recognised = draftOf(seen, options);
  if (draft === null) return recognised;
  const { layout, settings, each, fields } = draft;
  const from = { layout, settings, each: each ?? [] };
  const begun = { ...recognised, name: layout, fields, chosen: Object.keys(fields), from };
  return base === null ? begun : { ...begun, base: { layout, sha256: base } };
}

/** What is sent of the file that a draft changes. */
export const baseOf = ({ base, name }: MappingDraft): Pick<TrialRequest, 'base'> =>
  base?.layout === name ? { base: base.sha256 } : {};

/** The columns whose cells are facts of their own. */
export const eachOf = ({ from }: MappingDraft, { each }: Recognised): Recognised['each'] => from?.each ?? each;

/** How a chosen column fills its field, without what could as well be otherwise: that has to be chosen, and until then its rows are rejected. */
export function withoutGuess({ mapping, remarks }: ProposedFieldView): Mapping {
  const { format, decimal, ...sure } = mapping;
  const isOpen = (remark: string): boolean => remarks.some(({ is }) => is === remark);
  return {
    ...sure,
    ...(format === undefined || isOpen('day_or_month') ? {} : { format }),
    ...(decimal === undefined || isOpen('thousands_or_decimals') ? {} : { decimal }),
  };
}

/** The layout that a draft is, in the order of the kind's fields. */
export function layoutOf(draft: MappingDraft, seen: Recognised): LayoutDraft | undefined {
  const { name, fields, from, where } = draft;
  if (seen.fact === null) return undefined;
  const ordered = seen.fields.flatMap(({ name: field }) =>
    fields[field] === undefined ? [] : [[field, fields[field]] as const],
  );
  const settings = { ...(from?.settings ?? seen.settings), ...(where === undefined ? {} : { where }) };
  return { layout: name, fact: seen.fact, settings, fields: Object.fromEntries(ordered), each: eachOf(draft, seen) };
}

/** The fields that identify a row and that nothing fills yet. */
export const lackingIn = (draft: MappingDraft, seen: Recognised): readonly FieldView[] =>
  seen.fields.filter(
    ({ name, is_key }) =>
      is_key && !isFilled(draft.fields[name]) && !eachOf(draft, seen).some(group => group.field === name || name in group.cell),
  );

/** Where a fact is: many rows share it. */
const places = ['client', 'site'];

/** Whether a field alone tells the facts of a place apart: one value for all rows, or that of the row above, would make one fact of several. */
export const isOnlyKey = ({ name, is_key }: FieldView, seen: Recognised, { fields }: MappingDraft): boolean =>
  is_key &&
  !places.includes(name) &&
  // Lines of one number are told apart by theirs.
  fields['line_no'] === undefined &&
  seen.fields.filter(other => other.is_key && !places.includes(other.name)).length === 1;

const isFilled = (mapping: Mapping | undefined): boolean => mapping !== undefined && mapping.const !== '';

/** The field that a column fills by itself, the first of them. */
export const fieldOf = (fields: MappingDraft['fields'], { column }: ColumnView): string | undefined =>
  Object.entries(fields).find(([, mapping]) => [mapping.column].flat()[0] === column)?.[0];

/** The values of a column for which somebody may say what they mean. */
export const valuesOf = (mapping: Mapping | undefined, columns: readonly ColumnView[]): ColumnView['values'] =>
  columns.find(({ column }) => column === mapping?.column)?.values ?? [];

/** A field with one more value that means something; what was right without a word stays so. */
export function withMeaning(
  mapping: Mapping,
  field: FieldView,
  values: ColumnView['values'],
  [value, meaning]: readonly [string, Meant | undefined],
): Mapping {
  if (field.type === 'number') return withFigure(mapping, value, meaning);
  // Where a map is written, what is not in it is rejected: what was read without one is written down.
  const right = values.flatMap(one => {
    const meant = readAs(field, one.value);
    return meant === undefined ? [] : [[one.value, meant] as const];
  });
  const { [value]: _, ...others } = mapping.map ?? Object.fromEntries(right);
  return { ...mapping, map: meaning === undefined ? others : { ...others, [value]: meaning } };
}

/** What a value is said to mean; null for nothing. */
export type Meant = string | number | boolean | null;

/** A number field for which a word stands for a figure; the figures of its column stay what they are. */
function withFigure({ map = {}, otherwise, ...rest }: Mapping, value: string, meaning: Meant | undefined): Mapping {
  const { [value]: _, ...others } = map;
  const next = meaning === undefined ? others : { ...others, [value]: meaning };
  return Object.keys(next).length === 0 ? rest : { ...rest, map: next, otherwise: otherwise ?? 'keep' };
}

/** What is written for a field, as a layout has it: a figure, where it is one of a number field; else the text, which the trial refuses there. */
export const constantOf = ({ type }: FieldView, text: string): string | number =>
  type === 'number' && String(Number(text)) === text ? Number(text) : text;

/** A value that a number field may be given a figure for: a word, not a figure that is written in its own way. */
export const isWord = (value: string): boolean => !/\d/.test(value);

/** What a value is read as where no map is written; undefined where its rows are rejected. */
export function readAs({ type, one_of: allowed }: FieldView, value: string): string | boolean | undefined {
  const text = value.toLowerCase();
  if (type === 'boolean')
    return /^(?:true|yes|y|1|是)$/.test(text) ? true : /^(?:false|no|n|0|否)$/.test(text) ? false : undefined;
  if (type === 'number') return isWord(value) ? undefined : value;
  if (allowed === null) return value;
  return allowed.includes(text) ? text : undefined;
}

/** Whether it is known what a value of a field means. */
export const isSaid = (field: FieldView, mapping: Mapping, value: string): boolean =>
  blanksOf(mapping).includes(value) || (mapping.map === undefined ? readAs(field, value) : mapping.map[value]) !== undefined;

/** A field for which these values mean nothing. */
export function withBlanks(mapping: Mapping, values: readonly string[]): Mapping {
  const { map, otherwise, ...rest } = mapping;
  const left = Object.entries(map ?? {}).filter(([one]) => !values.includes(one));
  // A map beside which cells are read as they stand says nothing once it is empty.
  const isIdle = map === undefined || (left.length === 0 && otherwise === 'keep');
  const others = isIdle ? {} : { map: Object.fromEntries(left), ...(otherwise === undefined ? {} : { otherwise }) };
  return { ...rest, ...others, blank: [...new Set([...blanksOf(mapping), ...values])] };
}

/** A field for which a value means something after all. */
export function withoutBlank({ blank, ...rest }: Mapping, value: string): Mapping {
  const left = blanksOf(blank === undefined ? {} : { blank }).filter(one => one !== value);
  return left.length === 0 ? rest : { ...rest, blank: left };
}

/** The values of a field that mean nothing. */
export const blanksOf = ({ blank }: Pick<Mapping, 'blank'>): readonly string[] => [blank ?? []].flat().map(String);
