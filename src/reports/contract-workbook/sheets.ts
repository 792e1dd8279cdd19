import type { Label } from '../../facts/label.js';
import type { Contract, Measure } from '../../standards/contract.js';
import type { ContractTerms } from '../../standards/contract-terms.js';
import { comparators } from '../../standards/standard.js';
import { creditsSheet } from './credits-sheet.js';
import { handoutSheet } from './handout-sheet.js';
import { metricNames } from './metric-names.js';
import { formOf, type RuleItem, ruleItems, ruleMeaning } from './rule-forms.js';
import { metricsByRule } from './rule-uses.js';
import { blankRow, headingRow, moved, spare, type TemplateSource, topRows } from './sheet-parts.js';
import {
  type ColumnId,
  entry,
  plainRow,
  type Template,
  type TemplateCell,
  type TemplateRow,
  type TemplateSheet,
} from './template.js';
import type { HeadingId } from '../../words/contract-headings.js';
import { comparatorWords, headingIn, notes, ruleChoices, sheetNames } from './words.js';

/** The workbook in which a contract is filled in, empty or with the terms of one. */
export function contractTemplate(source: TemplateSource, terms?: ContractTerms): Template {
  const { language } = source;
  return {
    language,
    title: notes.title[language],
    sheets: [
      contractSheet(source, terms?.contract),
      measuresSheet(source, terms?.contract),
      rulesSheet(source, terms?.contract),
      creditsSheet(source, terms?.credits),
      handoutSheet(source, terms?.contract.handout),
    ],
    choicesSheet: sheetNames.choices[language],
    choose: notes.choose[language],
  };
}

function contractSheet({ language, clients, segments }: TemplateSource, contract: Contract | undefined): TemplateSheet {
  const asked = (id: HeadingId, note: Label, cell: TemplateCell): TemplateRow => ({
    row: id,
    cells: {
      name: { text: headingIn(id, language), look: 'label' },
      value: cell,
      usual: { text: note[language], look: 'hint' },
    },
  });
  const date = (text: string | undefined): TemplateCell => ({ text: text ?? '', look: 'date' });
  const starts = contract?.month_starts_on;
  return {
    name: sheetNames.contract[language],
    columns: [
      { id: 'name', width: 30 },
      { id: 'value', width: 38 },
      { id: 'usual', width: 70 },
      { id: 'row', width: 10 },
    ],
    frozen: 0,
    rows: [
      ...topRows('contract', notes.contract, language),
      asked('id', notes.id, entry(contract?.id)),
      asked('client', notes.client, entry(contract?.scope.client, clients)),
      asked('segment', notes.segment, entry(contract?.scope.segment, segments)),
      asked('from', notes.from, date(contract?.from)),
      asked('until', notes.until, date(contract?.until)),
      asked('reference_en', notes.reference, entry(contract?.reference?.en)),
      asked('reference_zh', notes.reference, entry(contract?.reference?.zh)),
      asked('month_starts_on', notes.month_starts_on, entry(starts === undefined ? undefined : String(starts))),
    ],
  };
}

const measureColumns = [
  ['group_en', 20],
  ['group_zh', 16],
  ['group_weight', 10],
  ['metric', 36],
  ['comparator', 13],
  ['level', 11],
  ['minimum', 11],
  ['stretch', 11],
  ['min_population', 12],
  ['weight', 10],
  ['reference', 26],
  ['site', 12],
  ['carrier', 12],
  ['lane', 12],
  ['department', 14],
] as const satisfies readonly (readonly [HeadingId, number])[];

function measuresSheet({ language, metrics }: TemplateSource, contract: Contract | undefined): TemplateSheet {
  const names = metricNames(metrics, language);
  const offered = [...names.values()];
  const compared = comparators.map(one => comparatorWords[one][language]);
  const row = (group: Contract['measures'][number] | undefined, measure: Measure | undefined): TemplateRow => {
    const { comparator, scope = {} } = measure ?? {};
    const texts: Partial<Record<ColumnId, string | undefined>> = {
      group_en: group?.group.en,
      group_zh: group?.group.zh,
      group_weight: group?.weight?.text,
      metric: measure === undefined ? undefined : (names.get(measure.metric) ?? measure.metric),
      comparator: comparator === undefined ? undefined : comparatorWords[comparator][language],
      level: measure?.level?.text,
      minimum: measure?.minimum?.text,
      stretch: measure?.stretch?.text,
      min_population: measure === undefined || measure.min_population === 1 ? undefined : String(measure.min_population),
      weight: measure?.weight?.text,
      reference: measure?.reference,
      ...scope,
    };
    const choices: Partial<Record<ColumnId, readonly string[]>> = { metric: offered, comparator: compared };
    return { row: '', cells: Object.fromEntries(measureColumns.map(([id]) => [id, entry(texts[id], choices[id])])) };
  };
  const filled = (contract?.measures ?? []).flatMap(group =>
    group.metrics.map((measure, at) => row(at === 0 ? group : undefined, measure)),
  );
  const [first, , blank] = topRows('measures', notes.measures, language);
  const ids = measureColumns.map(([id]) => id);
  return {
    name: sheetNames.measures[language],
    columns: [...measureColumns.map(([id, width]) => ({ id, width })), { id: 'row', width: 10 }],
    frozen: 5,
    rows: [
      moved(first, 'group_en'),
      moved(plainRow(notes.measures[language], 'note'), 'group_en'),
      blank ?? blankRow,
      headingRow(ids, language),
      ...filled,
      ...Array.from({ length: spare.measures }, () => row(undefined, undefined)),
    ],
  };
}

const ruleColumns: TemplateSheet['columns'] = [
  { id: 'name', width: 66 },
  { id: 'usual', width: 46 },
  { id: 'choice', width: 30 },
  { id: 'number', width: 9 },
  { id: 'field', width: 26 },
  { id: 'expression', width: 40 },
  { id: 'says_en', width: 30 },
  { id: 'says_zh', width: 26 },
  { id: 'row', width: 10 },
];

const isOfCounting = ({ gives }: RuleItem): boolean => gives === 'ends' || gives === 'losses';

function rulesSheet({ language, wordable }: TemplateSource, contract: Contract | undefined): TemplateSheet {
  const ids = ['usual', 'choice', 'number', 'field', 'expression', 'says_en', 'says_zh'] as const;
  const row = (item: RuleItem): TemplateRow => {
    const rule = contract?.rules[item.name];
    const form = rule === undefined ? undefined : formOf(item, rule.is);
    const isMoment = item.fields.length > 0;
    return {
      row: item.name,
      cells: {
        name: { text: item.label[language], look: 'label' },
        usual: { text: ruleMeaning(formOf(item, item.usual), language), look: 'hint' },
        choice: entry(
          form === undefined ? undefined : ruleChoices[form.choice][language],
          item.choices.map(one => ruleChoices[one][language]),
        ),
        ...(item.gives === 'duration' || isMoment ? { number: entry(form?.number) } : {}),
        ...(isMoment
          ? {
              field: entry(
                form?.field?.label[language],
                item.fields.map(one => one.label[language]),
              ),
            }
          : {}),
        expression: entry(form?.expression),
        says_en: entry(rule?.says?.en),
        says_zh: entry(rule?.says?.zh),
      },
    };
  };
  const items = ruleItems(wordable);
  const users = metricsByRule(wordable);
  const agreed = new Set((contract?.measures ?? []).flatMap(({ metrics }) => metrics.map(({ metric }) => metric)));
  const isUsed = ({ name }: RuleItem): boolean => (users.get(name) ?? []).some(metric => agreed.has(metric));
  const rows = (text: Label, own: readonly RuleItem[]): readonly TemplateRow[] =>
    own.length === 0 ? [] : [plainRow(text[language], 'section'), ...own.map(row)];
  const section = (text: Label, gives: RuleItem['gives']): readonly TemplateRow[] =>
    rows(
      text,
      items.filter(item => !isUsed(item) && (item.gives === gives || (gives === 'other' && isOfCounting(item)))),
    );
  const head: Partial<Record<ColumnId, TemplateCell>> = headingRow(
    ids.filter(id => id !== 'usual'),
    language,
  ).cells;
  return {
    name: sheetNames.rules[language],
    columns: ruleColumns,
    frozen: 5,
    rows: [
      ...topRows('rules', notes.rules, language),
      { row: '#', cells: { usual: { text: notes.usual[language], look: 'heading' }, ...head } },
      ...rows(notes.used, items.filter(isUsed)),
      ...section(notes.times, 'duration'),
      ...section(notes.dues, 'moment'),
      ...section(notes.others, 'other'),
    ],
  };
}
