import { contractFaults } from '../../faults/contracts.js';
import { fault } from '../../faults/make.js';
import { suchAs } from '../../faults/phrase.js';
import type { PlainTerms } from '../../standards/contract-plain.js';
import { folded } from './metric-names.js';
import {
  cellIdle,
  cellMissing,
  type CellReader,
  choiceAt,
  type FilledRow,
  labelOf,
  placeOfLabel,
  valueWrong,
  wordUnknown,
} from './read-cells.js';
import {
  expressionOf,
  type RuleForm,
  type RuleItem,
  ruleItems,
  type TimeField,
  withoutDays,
  type Wordable,
} from './rule-forms.js';
import { numberAt } from './read-values.js';
import { headingIn, ruleCells, ruleChoices, sheetNames } from './words.js';

const cells = ['choice', 'number', 'field', 'expression', 'says_en', 'says_zh'] as const;

/** The rules of a contract, by their names; undefined where all is as usual. */
export function readRules(
  reader: CellReader,
  rows: readonly FilledRow[],
  wordable: Wordable,
): { readonly [key: string]: PlainTerms } | undefined {
  const items = new Map(ruleItems(wordable).map(item => [item.name, item]));
  const rules = rows.flatMap(row => {
    const first = cells.find(id => row.text(id) !== undefined);
    if (first === undefined) return [];
    const item = items.get(row.row);
    if (item === undefined) {
      const params = { found: row.text(first) ?? '', sheet: sheetNames.rules[reader.language] };
      reader.faults.push(fault(contractFaults, 'contract_row_outside', params, row.place(first)));
      return [];
    }
    const rule = ruleIn(reader, row, item);
    return rule === undefined ? [] : [[item.name, rule] as const];
  });
  return rules.length === 0 ? undefined : Object.fromEntries(rules);
}

function ruleIn(reader: CellReader, row: FilledRow, item: RuleItem): PlainTerms | undefined {
  const form = formIn(reader, row, item);
  if (form === undefined) return undefined;
  const found = expressionOf(item, form);
  if ('needs' in found) {
    cellMissing(reader, row, found.needs, found.needs);
    return undefined;
  }
  if ('isWithoutDays' in found) {
    reader.faults.push(withoutDays(headingIn('number', reader.language), reader.language, row.place('number')));
    return undefined;
  }
  const path = ['rules', item.name];
  const says = labelOf(row.text('says_en'), row.text('says_zh'));
  const place = row.place(form.choice === 'own' ? 'expression' : 'choice');
  reader.places.set(JSON.stringify(path), place);
  reader.places.set(JSON.stringify([...path, 'is']), place);
  placeOfLabel(reader, row, ['says_en', 'says_zh'], [...path, 'says']);
  return says === undefined ? found.is : { is: found.is, says };
}

/** What is chosen in a row. An expression alone, or a number alone where nothing else can be meant, needs no choice. */
function formIn(reader: CellReader, row: FilledRow, item: RuleItem): RuleForm | undefined {
  const offered = Object.fromEntries(item.choices.map(one => [one, ruleChoices[one]] as const));
  const chosen = choiceAt(reader, row, { column: 'choice', heading: 'choice' }, offered);
  const expression = row.text('expression');
  if (row.text('choice') !== undefined && chosen === undefined) return undefined;
  const choice = item.choices.find(one => one === chosen) ?? (expression === undefined ? undefined : 'own');
  if (choice === undefined) {
    const idle = cells.find(id => row.text(id) !== undefined) ?? 'number';
    cellIdle(reader, row, idle, 'choice');
    return undefined;
  }
  const takesNumber = ruleCells[choice].includes('number');
  const takesField = item.fields.length > 0 && choice !== 'own';
  const before = reader.faults.length;
  if (choice !== 'own' && expression !== undefined) needlessCell(reader, row, 'expression');
  if (!takesNumber && row.text('number') !== undefined) needlessCell(reader, row, 'number');
  if (!takesField && row.text('field') !== undefined) needlessCell(reader, row, 'field');
  const number = takesNumber ? numberIn(reader, row, choice === 'minutes' || choice === 'hours' || choice === 'days') : undefined;
  const field = takesField ? fieldIn(reader, row, item) : undefined;
  if (reader.faults.length > before) return undefined;
  return {
    choice,
    ...(number === undefined ? {} : { number }),
    ...(field === undefined ? {} : { field }),
    ...(choice !== 'own' || expression === undefined ? {} : { expression }),
  };
}

/** A cell that the choice in its row makes nothing of. */
function needlessCell(reader: CellReader, row: FilledRow, column: 'expression' | 'number' | 'field'): void {
  const own = ruleChoices.own[reader.language];
  const needs =
    column === 'expression'
      ? `${headingIn('choice', reader.language)}: ${own}`
      : `${headingIn('choice', reader.language)}: ${ruleChoices.working_days[reader.language]}`;
  const params = { heading: headingIn(column, reader.language), found: row.text(column) ?? '', needs };
  reader.faults.push(fault(contractFaults, 'contract_cell_idle', params, row.place(column)));
}

function numberIn(reader: CellReader, row: FilledRow, isLength: boolean): string | undefined {
  const text = row.text('number');
  if (text === undefined) return undefined;
  const plain = numberAt(reader, row, { column: 'number', text, of: 'plain' });
  if ((isLength ? /^\d{1,9}(?:\.\d{1,9})?$/ : /^\d{1,4}$/).test(plain)) return plain;
  const expected = isLength
    ? suchAs('a_number_from_0', '30', '1.5')
    : ({ phrase: 'whole_number', least: 0, most: 9999 } as const);
  valueWrong(reader, row, { column: 'number', heading: 'number' }, expected);
  return undefined;
}

function fieldIn(reader: CellReader, row: FilledRow, { fields }: RuleItem): TimeField | undefined {
  const text = row.text('field');
  if (text === undefined) return undefined;
  const wanted = folded(text);
  const found = fields.find(({ name, label }) => [name, label.en, label.zh].some(one => folded(one) === wanted));
  if (found === undefined)
    wordUnknown(
      reader,
      row,
      { column: 'field', heading: 'field' },
      fields.map(({ label }) => label[reader.language]),
    );
  return found;
}
