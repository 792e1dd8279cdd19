import type { FieldRequest, FieldView, ProposalOptions, ProposedFieldView, Recognised } from '../../contract/waiting-files.js';
import type { FactKind } from '../../facts/kinds.js';
import { fault } from '../../faults/make.js';
import type { LayoutProposal, ProposalRemark, ProposedCells, ProposedField, ProposedMapping } from '../../faults/proposal.js';
import { Stop } from '../../faults/stop.js';
import { waitingFileFaults } from '../../faults/waiting-files.js';
import type { Deps } from '../deps.js';
import { fittingLayouts } from './fitting-layouts.js';
import { sheetNames } from './other-sheets.js';
import { freeLayoutName, kindsOf, lookLikeValues, nameTaken, type ProposalRequest, sampledFile } from './propose-layout.js';
import { proposalInThread } from './proposal-thread.js';
import { headOf, type Sample, sampleOf } from './sample-of.js';

/** What is asked of a file, and where it lies. */
type At<T> = T & { readonly path: string };

const mostHead = 12;
const shownRows = 8;

/** What a file is seen to be, and the layout that fits it; a kind of fact that nothing shows is left to whoever asks. */
export async function recogniseFile(
  deps: Pick<Deps, 'workspace' | 'env' | 'database'>,
  { path, fact, ...options }: At<ProposalOptions>,
): Promise<Omit<Recognised, 'file'>> {
  const request: ProposalRequest = { path, ...placeOf(options) };
  const sample = await sampleOf(request, deps.env);
  const kinds = kindsOf(deps.workspace);
  const file = sampledFile(deps, { ...request, fact }, sample);
  const { proposal, columns } = await proposalInThread({ file, kinds, asked: fact });
  const found = fact ?? proposal?.fact;
  const kind = kinds.find(({ name }) => name === found);
  const taken = nameTaken(path, deps.workspace);
  return {
    ...readAs(sample),
    encodings: [...sample.encodings],
    readings: sample.readings.map(({ encoding, words }) => ({ encoding, words: [...words] })),
    sheets: sample.format === 'xlsx' ? [...(await sheetNames(path))] : [],
    head: (await headOf(request, sample.format)).slice(0, mostHead).map(({ number, cells }) => ({ row: number, cells })),
    columns,
    rows: sample.rows.slice(0, shownRows),
    looked_at: sample.rows.length,
    layout: freeLayoutName(file.name, deps.workspace),
    ...(taken === undefined ? {} : { layout_taken: taken }),
    fact: kind?.name ?? null,
    fields: kind === undefined ? [] : fieldsOf(kind),
    ...proposedOf(proposal),
    fitting: [...(await fittingLayouts(deps, { path, format: sample.format, columns: sample.columns }))],
  };
}

/** How a column that somebody has chosen for a field fills it. Stops where the file has no such column. */
export async function recogniseField(
  deps: Pick<Deps, 'workspace' | 'env'>,
  { path, fact, column, field, ...options }: At<FieldRequest>,
): Promise<ProposedFieldView> {
  const request: ProposalRequest = { path, ...placeOf(options) };
  const sample = await sampleOf(request, deps.env);
  const task = { file: sampledFile(deps, request, sample), kinds: kindsOf(deps.workspace), asked: fact };
  const proposed = await proposalInThread({ ...task, chosen: { column, field } });
  if (proposed.field !== undefined) return fieldJson(proposed.field);
  const isThere = proposed.columns.some(one => one.column === column);
  const [params, known] = isThere ? [field, fieldNames(task.kinds, fact)] : [String(column), sample.columns];
  throw new Stop(2, [
    fault(waitingFileFaults, isThere ? 'draft_field_unknown' : 'draft_column_unknown', { name: params, known }),
  ]);
}

const fieldNames = (kinds: readonly FactKind[], fact: string): readonly string[] =>
  kinds.flatMap(({ name, fields }) => (name === fact ? fields.map(one => one.name) : []));

const placeOf = ({ header_row, header_rows, ...rest }: Omit<ProposalOptions, 'fact'>): Omit<ProposalRequest, 'path'> => ({
  ...rest,
  headerRow: header_row,
  headerRows: header_rows,
});

/** How the file was read. */
function readAs(sample: Sample) {
  const { format, encoding, delimiter, sheet, settings } = sample;
  const set = new Map<string, unknown>(settings);
  const numberOf = (key: string): number => Number(set.get(key) ?? 1);
  return {
    format,
    encoding: encoding ?? null,
    delimiter: delimiter ?? null,
    sheet: sheet ?? null,
    header_row: set.has('header') ? null : numberOf('header_row'),
    headings_are_values: !set.has('header') && lookLikeValues(sample, { figures: 1, known: 1 }),
    header_rows: numberOf('header_rows'),
  };
}

const fieldsOf = ({ fields, key }: FactKind): readonly FieldView[] =>
  fields.map(({ name, en, zh, type, oneOf, initial }) => ({
    name,
    label: { en, zh },
    type,
    one_of: oneOf === undefined ? null : [...oneOf],
    is_key: key.includes(name) && initial === undefined,
  }));

type ProposedPart = Pick<Recognised, 'settings' | 'proposed' | 'each' | 'lacking'>;

function proposedOf(proposal: LayoutProposal | undefined): ProposedPart {
  if (proposal === undefined) return { settings: {}, proposed: [], each: [], lacking: [] };
  const { settings, fields, each = [], lacking } = proposal;
  return {
    // Plain data, as it will stand in YAML.
    settings: Object.fromEntries(settings),
    proposed: fields.map(fieldJson),
    each: each.filter(({ isOpen }) => !isOpen).flatMap(groupJson),
    lacking: lacking.map(({ field }) => field),
  };
}

const fieldJson = ({ field, mapping, confidence, samples, remarks }: ProposedField): ProposedFieldView => ({
  field,
  mapping: mapping,
  confidence,
  samples: [...samples],
  remarks: remarks.map(remarkJson),
});

/** A remark with whatever texts it speaks of. */
function remarkJson(remark: ProposalRemark): ProposedFieldView['remarks'][number] {
  const { is, ...about } = remark;
  if (remark.is === 'choose_from') return { is, values: remark.values.map(([value]) => value) };
  if (remark.is === 'month_by_language') return { is, values: [remark.sample] };
  return { is, values: Object.values(about).flatMap(textsIn) };
}

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.flatMap(textsIn) : typeof value === 'string' ? [value] : [];

/** The questions of a survey that are known, as a layout says them. */
function groupJson({ columns, cell, fields }: ProposedCells): Recognised['each'] {
  const known = columns.flatMap(({ column, item }) => (item === undefined ? [] : [[column, item] as const]));
  if (known.length === 0) return [];
  // What a proposal writes of a cell is what a draft may say of it.
  const asDraft = (mapping: ProposedMapping) => mapping as Recognised['each'][number]['cell'];
  const common = fields === undefined ? {} : { fields: asDraft(fields) };
  return [{ field: 'item', columns: Object.fromEntries(known), cell: asDraft(cell), ...common }];
}
