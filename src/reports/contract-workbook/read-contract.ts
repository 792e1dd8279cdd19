import { contractFaults } from '../../faults/contracts.js';
import type { Fault, FaultPlace } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { suchAs } from '../../faults/phrase.js';
import { compatibleForm } from '../../facts/folded.js';
import type { Language } from '../../facts/label.js';
import { parseDay } from '../../facts/time.js';
import type { Metric } from '../../metrics/definition.js';
import type { PlainTerms } from '../../standards/contract-plain.js';
import { comparators } from '../../standards/standard.js';
import {
  cellIdle,
  cellMissing,
  type CellReader,
  choiceAt,
  type FilledRow,
  labelOf,
  placeOfLabel,
  rowsToRead,
  type SheetCells,
  textAt,
  valueWrong,
} from './read-cells.js';
import { metricIn, numberAt } from './read-values.js';
import { readCredits } from './read-credits.js';
import { readHandout } from './read-handout.js';
import { readRules } from './read-rules.js';
import type { Wordable } from './rule-forms.js';
import { comparatorWords } from './words.js';

/** A workbook with a contract, as it was read. */
export interface FilledWorkbook {
  readonly language: Language;
  /** As faults name it. */
  readonly file: string;
  readonly sheets: Readonly<Record<'contract' | 'measures' | 'rules' | 'credits' | 'handout', SheetCells>>;
}

/** What a workbook says, as config has it, with the cell of each value; and what is wrong with its cells. */
export interface ReadContract {
  readonly plain: { readonly [key: string]: PlainTerms };
  readonly places: ReadonlyMap<string, FaultPlace>;
  readonly faults: readonly Fault[];
}

/** Reads a filled-in workbook: every cell that cannot be understood is a fault. Whether the contract makes sense is checked as config is. */
export function readContract(
  { language, file, sheets }: FilledWorkbook,
  { metrics, wordable }: { readonly metrics: readonly Metric[]; readonly wordable: Wordable },
): ReadContract {
  const reader: CellReader = { language, faults: [], places: new Map() };
  const rows = (sheet: SheetCells, isList = false): readonly FilledRow[] => rowsToRead(reader, sheet, { file, isList });
  const head = readHead(reader, rows(sheets.contract), { file, sheet: sheets.contract.name });
  const measures = readMeasures(reader, rows(sheets.measures, true), metrics, { file, sheet: sheets.measures.name });
  const rules = readRules(reader, rows(sheets.rules), wordable);
  const credits = readCredits(reader, rows(sheets.credits, true), metrics);
  const handout = readHandout(reader, rows(sheets.handout));
  const plain = {
    ...head,
    ...(rules === undefined ? {} : { rules }),
    measures,
    ...(credits === undefined ? {} : { credits }),
    ...(handout === undefined ? {} : { handout }),
  };
  return { plain, places: reader.places, faults: reader.faults };
}

type PlainMap = { readonly [key: string]: PlainTerms };

function readHead(reader: CellReader, rows: readonly FilledRow[], whole: FaultPlace): PlainMap {
  const rowOf = (id: string): FilledRow | undefined => rows.find(one => one.row === id);
  const texts: { [key: string]: PlainTerms } = {};
  for (const id of ['id', 'client', 'segment', 'from', 'until', 'month_starts_on'] as const) {
    const row = rowOf(id);
    const text = row === undefined ? undefined : textAt(reader, row, 'value', [id]);
    if (row === undefined) missingRow(reader, id, whole);
    else if (text !== undefined)
      texts[id] = id === 'from' || id === 'until' ? dayIn(reader, row, id, text) : compatibleForm(text);
    else if (id === 'id' || id === 'from') cellMissing(reader, row, 'value', id);
  }
  const client = rowOf('client');
  if (client !== undefined && texts['client'] === undefined && texts['segment'] === undefined)
    cellMissing(reader, client, 'value', 'client');
  const [en, zh] = [rowOf('reference_en'), rowOf('reference_zh')];
  const reference = labelOf(en?.text('value'), zh?.text('value'));
  if (reference === undefined) return texts;
  const first = en?.text('value') === undefined ? zh : en;
  if (first !== undefined) reader.places.set('["reference"]', first.place('value'));
  return { ...texts, reference };
}

function missingRow({ faults }: CellReader, id: string, { file, sheet = '' }: FaultPlace): void {
  const params = { sheet, what: { phrase: 'row_is_missing', row: id } } as const;
  faults.push(fault(contractFaults, 'contract_sheet_changed', params, { ...(file === undefined ? {} : { file }), sheet }));
}

/** A day as config has it; a date cell comes as the moment at which it begins. */
function dayIn(reader: CellReader, row: FilledRow, id: 'from' | 'until', text: string): string {
  const day = compatibleForm(text).replace(/T00:00:00$/, '');
  if (parseDay(day) === undefined) valueWrong(reader, row, { column: 'value', heading: id }, suchAs('a_day', '2026-01-01'));
  return day;
}

interface Group {
  readonly group: PlainTerms;
  readonly weight?: string;
  readonly metrics: PlainTerms[];
}

function readMeasures(
  reader: CellReader,
  rows: readonly FilledRow[],
  metrics: readonly Metric[],
  whole: FaultPlace,
): readonly PlainTerms[] {
  const groups: Group[] = [];
  for (const row of rows.filter(isFilled)) {
    const group = labelOf(row.text('group_en'), row.text('group_zh'));
    const weightText = row.text('group_weight');
    const weight =
      weightText === undefined ? undefined : numberAt(reader, row, { column: 'group_weight', text: weightText, of: 'share' });
    const last = groups.at(-1);
    const isNew = group !== undefined && JSON.stringify(group) !== JSON.stringify(last?.group);
    if (isNew || (last !== undefined && weight !== undefined && last.weight !== undefined && weight !== last.weight)) {
      const at = groups.length;
      groups.push({
        group: group ?? last?.group ?? '',
        ...(weight === undefined ? {} : { weight }),
        metrics: [],
      });
      placeOfLabel(reader, row, ['group_en', 'group_zh', 'metric'], ['measures', at]);
      placeOfLabel(reader, row, ['group_en', 'group_zh'], ['measures', at, 'group']);
      textAt(reader, row, 'group_weight', ['measures', at, 'weight']);
      if (at === 0) reader.places.set('["measures"]', row.place('group_weight'));
    }
    const own = groups.at(-1);
    if (own === undefined) cellMissing(reader, row, 'group_en', 'group_en');
    else own.metrics.push(measureIn(reader, row, metrics, ['measures', groups.length - 1, 'metrics', own.metrics.length]));
  }
  if (groups.length === 0)
    reader.faults.push(
      fault(contractFaults, 'contract_sheet_changed', { sheet: whole.sheet ?? '', what: 'it_has_no_measure' }, whole),
    );
  return groups.map(({ group, weight, metrics: own }) => ({ group, ...(weight === undefined ? {} : { weight }), metrics: own }));
}

const measureCells = ['metric', 'comparator', 'level', 'minimum', 'stretch', 'min_population', 'weight', 'reference'] as const;
const scopeCells = ['department', 'site', 'carrier', 'lane'] as const;

const isFilled = (row: FilledRow): boolean =>
  ([...measureCells, ...scopeCells, 'group_en', 'group_zh', 'group_weight'] as const).some(id => row.text(id) !== undefined);

function measureIn(reader: CellReader, row: FilledRow, metrics: readonly Metric[], path: readonly (string | number)[]): PlainMap {
  const metric = metricIn(reader, row, metrics);
  const comparator = choiceAt(reader, row, { column: 'comparator', heading: 'comparator' }, comparatorWords);
  const level = row.text('level');
  const unit = metrics.find(({ id }) => id === metric)?.unit;
  reader.places.set(JSON.stringify(path), row.place('metric'));
  reader.places.set(JSON.stringify([...path, 'metric']), row.place('metric'));
  for (const one of comparators) reader.places.set(JSON.stringify([...path, one]), row.place('level'));
  if (level !== undefined && row.text('comparator') === undefined) cellIdle(reader, row, 'level', 'comparator');
  if (level === undefined && row.text('comparator') !== undefined) cellIdle(reader, row, 'comparator', 'level');
  const numbers = (['minimum', 'stretch', 'min_population', 'weight'] as const).flatMap(id => {
    const text = textAt(reader, row, id, [...path, id]);
    if (text === undefined) return [];
    const of = id === 'weight' ? 'share' : id === 'min_population' ? 'plain' : { unit };
    return [[id, numberAt(reader, row, { column: id, text, of })] as const];
  });
  const scope = scopeCells.flatMap(id => {
    const text = textAt(reader, row, id, [...path, 'scope', id]);
    return text === undefined ? [] : [[id, text] as const];
  });
  const reference = textAt(reader, row, 'reference', [...path, 'reference']);
  return {
    metric: metric ?? '',
    ...(comparator === undefined || level === undefined
      ? {}
      : { [comparator]: numberAt(reader, row, { column: 'level', text: level, of: { unit } }) }),
    ...Object.fromEntries(numbers),
    ...(scope.length === 0 ? {} : { scope: Object.fromEntries(scope) }),
    ...(reference === undefined ? {} : { reference }),
  };
}
