import { expect } from 'chai';
import fc from 'fast-check';
import { parseShare } from '../../src/facts/exact.js';
import type { Label, Language } from '../../src/facts/label.js';
import { contractTemplate } from '../../src/reports/contract-workbook/sheets.js';
import { ruleItems } from '../../src/reports/contract-workbook/rule-forms.js';
import { type FilledWorkbook, type ReadContract, readContract } from '../../src/reports/contract-workbook/read-contract.js';
import type { SheetCells } from '../../src/reports/contract-workbook/read-cells.js';
import type { TemplateSheet } from '../../src/reports/contract-workbook/template.js';
import { inspectWorkspace } from '../../src/rulebook/load-workspace.js';
import type { Workspace } from '../../src/rulebook/workspace.js';
import { annexSheets, type Contract } from '../../src/standards/contract.js';
import { plainContract } from '../../src/standards/contract-plain.js';
import type { ContractTerms } from '../../src/standards/contract-terms.js';
import { comparators, type Level } from '../../src/standards/standard.js';
import { inFolder } from '../rulebook/workspace-folder.js';
import { runCount } from '../support/tallying.js';

const settings = 'time_zone: UTC\nclients:\n  - { code: NK, name: North Kitchen, segment: retail }\n';

/** The cells of a sheet as a spreadsheet program saves them. */
const cellsOf = ({ name, columns, rows }: TemplateSheet): SheetCells => ({
  name,
  rows: [
    { number: 1, cells: columns.map(({ id }) => id) },
    ...rows.map(({ row, cells }, at) => ({
      number: at + 2,
      cells: columns.map(({ id }) => (id === 'row' ? row : (cells[id]?.text ?? ''))),
    })),
  ],
});

const level = fc
  .constantFrom('97.5%', '0.95', '2', '99/100', '0%')
  .map((text): Level => ({ text, value: parseShare(text) ?? 0 }));
/** Weights are shares from 0 to 1. */
const weight = level.filter(({ value }) => Number(value) <= 1);
const words = fc.constantFrom('Delivery', 'Annex B: 1', 'A, "quoted" text', '配送', '# 3', 'Service 100%');
const label = fc.record({ en: words, zh: words }) satisfies fc.Arbitrary<Label>;
const optional = <T>(key: string, value: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  fc.option(value, { nil: undefined }).map(one => (one === undefined ? {} : { [key]: one }));
const all = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map(drawn => Object.assign({}, ...drawn) as object);

/** Contracts as the shapes of config give them, over a workspace's metrics and rules. */
function termsOver({ rulebook, toWord }: Workspace): fc.Arbitrary<ContractTerms> {
  const metric = fc.constantFrom(...rulebook.metrics.map(({ id }) => id));
  const compared = fc.tuple(fc.constantFrom(...comparators), level).map(([comparator, one]) => ({ comparator, level: one }));
  const scope = all(...['department', 'site', 'carrier', 'lane'].map(key => optional(key, fc.constantFrom('SHA1', 'DSV'))));
  const measure = all(
    metric.map(one => ({ metric: one })),
    fc.option(compared, { nil: {} }),
    ...['minimum', 'stretch'].map(key => optional(key, level)),
    optional('weight', weight),
    fc.integer({ min: 1, max: 50 }).map(min_population => ({ min_population })),
    scope.map(one => ({ scope: one })),
    optional('reference', words),
  );
  const group = all(
    label.map(one => ({ group: one })),
    optional('weight', weight),
    fc.array(measure, { minLength: 1, maxLength: 3 }).map(metrics => ({ metrics })),
  );
  const rules = fc
    .subarray([...ruleItems(toWord)], { maxLength: 4 })
    .chain(items =>
      fc.tuple(
        ...items.map(item => {
          const texts = [
            'promised_at',
            'minutes(30)',
            'hours(1.5)',
            'add_working_days(order_received_at, 2)',
            'end_of_day(on_working_day(promised_at))',
            'on_working_day(order_received_at)',
            'status == "open"',
          ];
          const is = fc.constantFrom(
            item.usual,
            `end_of_day(${item.usual})`,
            'end_of_day(add_working_days(promised_at, 3))',
            ...texts,
          );
          return all(
            is.map(one => ({ is: one })),
            optional('says', label),
          ).map(rule => [item.name, rule] as const);
        }),
      ),
    )
    .map(pairs => Object.fromEntries(pairs));
  const step = fc.record({
    comparator: fc.constantFrom(...comparators),
    limit: level,
    effect: fc.constantFrom('credit' as const, 'bonus' as const),
    amount: level,
  });
  const each = all(
    level.map(amount => ({ amount })),
    fc.integer({ min: 0, max: 5 }).map(free => ({ free })),
    optional('at_most', level),
  );
  const steps = all(
    fc.array(step, { minLength: 1, maxLength: 3 }).map(one => ({ steps: one })),
    optional('pool', level),
  );
  const items = fc.uniqueArray(
    fc
      .tuple(
        metric,
        fc.oneof(
          steps,
          each.map(one => ({ steps: [], each: one })),
        ),
      )
      .map(([one, rest]) => ({ metric: one, ...rest })),
    { minLength: 1, maxLength: 3, selector: one => one.metric },
  );
  const credits = all(
    ...['fee', 'at_risk', 'bonus_cap', 'point_value'].map(key => optional(key, level)),
    fc.record({ per: fc.constantFrom('month', 'quarter', 'year'), currency: fc.constant('CNY'), items }),
  );
  const handout = fc.record({
    year_to_date: fc.boolean(),
    same_month_last_year: fc.boolean(),
    annex: fc.shuffledSubarray([...annexSheets]),
    sign_off: fc.array(label, { maxLength: 3 }),
  });
  const contract = all(
    fc.constantFrom('nk-2026', 'NK_7').map(id => ({ id })),
    fc.constantFrom({ client: 'NK' }, { segment: 'retail' }).map(one => ({ scope: one })),
    fc.constant({ from: '2026-01-01' }),
    optional('until', fc.constant('2026-12-31')),
    optional('reference', label),
    optional('month_starts_on', fc.integer({ min: 2, max: 28 })),
    rules.map(one => ({ rules: one })),
    fc
      .array(group, { minLength: 1, maxLength: 3 })
      .filter(hasHeadingsApart)
      .map(measures => ({ measures })),
    optional('handout', handout),
  );
  // Drawn part by part in the form of the types, which the parts forget.
  return fc
    .tuple(contract, optional('credits', credits))
    .map(([one, rest]) => ({ contract: one as Contract, ...rest }) as ContractTerms);
}

/** Two groups of one name, one after the other, are one group on the sheet. */
const hasHeadingsApart = (groups: readonly object[]): boolean => {
  const names = (groups as Contract['measures']).map(({ group }) => JSON.stringify(group));
  return names.every((name, at) => name !== names[at - 1]);
};

describe('the workbook of a contract', () => {
  let workspace: Workspace;
  before(async () => {
    workspace = (await inFolder({ files: { 'plumbline.yaml': settings } }, inspectWorkspace)).workspace;
  });

  const source = (language: Language) => ({
    language,
    metrics: workspace.rulebook.metrics,
    wordable: workspace.toWord,
    clients: ['NK'],
    segments: ['retail'],
  });
  const filled = (language: Language, terms?: ContractTerms): FilledWorkbook => {
    const [contract, measures, rules, credits, handout] = contractTemplate(source(language), terms).sheets.map(cellsOf);
    if (!contract || !measures || !rules || !credits || !handout) throw new Error('a template has five sheets');
    return { language, file: 'nk.xlsx', sheets: { contract, measures, rules, credits, handout } };
  };
  const read = (workbook: FilledWorkbook): ReadContract =>
    readContract(workbook, { metrics: workspace.rulebook.metrics, wordable: workspace.toWord });
  /** The workbook with other texts in some cells of a sheet, by their addresses. */
  const withCells = (
    workbook: FilledWorkbook,
    sheet: keyof FilledWorkbook['sheets'],
    texts: Readonly<Record<string, string>>,
  ): FilledWorkbook => {
    const { name, rows } = workbook.sheets[sheet];
    const changed = rows.map(({ number, cells }) => ({
      number,
      cells: cells.map((cell, at) => texts[`${String.fromCharCode(65 + at)}${number}`] ?? cell),
    }));
    return { ...workbook, sheets: { ...workbook.sheets, [sheet]: { name, rows: changed } } };
  };
  const places = ({ faults }: ReadContract): readonly string[] =>
    faults.map(({ code, place }) => `${code} ${place.sheet}!${place.cell}`);

  /**
   * The levels of shares, and the shares of credits, with their percent sign: a spreadsheet keeps 95% as 0.95, which means the same, and
   * what is above 1 is in per cent.
   */
  const inPercent = (plain: unknown): unknown => {
    const unitOf = (id: unknown): string | undefined => workspace.rulebook.metrics.find(one => one.id === id)?.unit;
    const levels: readonly string[] = [...comparators, 'minimum', 'stretch'];
    const shares: readonly string[] = ['at_risk', 'bonus_cap', 'pool'];
    const shown = (value: unknown, unit: string | undefined, isPooled = false): unknown => {
      if (Array.isArray(value)) return value.map(one => shown(one, unit, isPooled));
      if (typeof value !== 'object' || value === null) return value;
      const own = 'metric' in value ? unitOf(value.metric) : unit;
      const hasPool = isPooled || 'pool' in value;
      return Object.fromEntries(
        Object.entries(value).map(([key, one]: [string, unknown]) => {
          const isOfPool = hasPool && (key === 'credit' || key === 'bonus');
          const takesShare = (own === '%' && levels.includes(key)) || shares.includes(key) || isOfPool;
          const isShare = takesShare && typeof one === 'string' && /^\d+(\.\d+)?$/.test(one);
          // `at_most` beside `each` is the most that is paid, and no level.
          const isAmount = key === 'at_most' && 'each' in value;
          const percent = Number(one) > 1 ? one : Number((Number(one) * 100).toFixed(6));
          return [key, isShare && !isAmount ? `${percent as string}%` : shown(one, own, hasPool)];
        }),
      );
    };
    return shown(plain, undefined);
  };

  for (const language of ['en', 'zh'] as const)
    it(`filled with any contract reads back as that contract (${language})`, () => {
      fc.assert(
        fc.property(termsOver(workspace), terms => {
          const { plain, faults } = read(filled(language, terms));
          expect(faults).to.deep.equal([]);
          expect(plain).to.deep.equal(inPercent(plainContract(terms)));
        }),
        { numRuns: runCount(60) },
      );
    });

  it('names every packaged rule in words, and a parameter of an own metric by the metrics that have it', async () => {
    const own = `metrics:
  - id: warm_loads
    label: { en: Warm loads, zh: 超温货物 }
    kind: proportion
    of: shipment
    improves: down
    unit: "%"
    dated: delivered_at
    population: { when: 'not is_missing(delivered_at)' }
    passes: { when: 'delivered_qty > warm_from' }
    params: { warm_from: '8' }
`;
    const files = { 'plumbline.yaml': settings, 'config/own.yaml': own };
    const { workspace: extended } = await inFolder({ files }, inspectWorkspace);
    const labels = new Map(ruleItems(extended.toWord).map(({ name, label }) => [name, label]));
    expect(labels.get('receipts_expected')?.en).to.equal('Whether receipts are to be returned: true or false');
    expect(labels.get('tolerance')?.zh).to.equal('盘点允差（占账面数量的比例）');
    expect(labels.get('warm_from')).to.deep.equal({
      en: 'warm_from (parameter of: Warm loads)',
      zh: 'warm_from（参数，用于：超温货物）',
    });
    const bare = ruleItems(workspace.toWord).filter(({ name, label }) => [label.en, label.zh].includes(name));
    expect(bare.map(({ name }) => name)).to.deep.equal([]);
  });

  it('says what is missing of an empty one, cell by cell', () => {
    expect(places(read(filled('en')))).to.deep.equal([
      'contract_cell_missing Contract!B5',
      'contract_cell_missing Contract!B8',
      'contract_cell_missing Contract!B6',
      'contract_sheet_changed Measures!undefined',
    ]);
  });

  const terms: ContractTerms = {
    contract: {
      id: 'nk-2026',
      scope: { client: 'NK' },
      from: '2026-01-01',
      rules: { grace: { is: 'minutes(30)' } },
      measures: [{ group: { en: 'Delivery', zh: '配送' }, metrics: [{ metric: 'otif', min_population: 1, scope: {} }] }],
    },
  };

  it('takes full-width signs, any case, ids and words of the other language', () => {
    const workbook = withCells(filled('en', terms), 'measures', {
      D6: '货物准时送达率',
      E6: '不低于',
      F6: '９７．５％',
      G6: '95 %',
    });
    expect(read(workbook).plain['measures']).to.deep.equal([
      { group: { en: 'Delivery', zh: '配送' }, metrics: [{ metric: 'on_time_delivery', at_least: '97.5%', minimum: '95%' }] },
    ]);
  });

  it('takes a decimal comma, and a bare number above 1 for a share as per cent; a number that can be meant in two ways is named', () => {
    const filledIn = withCells(filled('en', terms), 'measures', { E6: 'at least', F6: '99,5', G6: '95 %', H6: '0.995' });
    const [group] = read(filledIn).plain['measures'] as readonly { readonly metrics: readonly object[] }[];
    expect(group?.metrics).to.deep.equal([{ metric: 'otif', at_least: '99.5%', minimum: '95%', stretch: '99.5%' }]);
    // A spreadsheet keeps a percentage with a point; typed, it may be either.
    const typed = read(withCells(filledIn, 'measures', { H6: '0,995' }));
    expect(places(typed)).to.deep.equal(['contract_number_doubtful Measures!H6']);
    const doubtful = read(withCells(filledIn, 'credits', { B5: 'CNY', B6: '100,000', B8: '10' }));
    expect(places(doubtful)).to.deep.equal(['contract_number_doubtful Credits!B6']);
    expect(doubtful.plain['credits']).to.include({ at_risk: '10%' });
    expect(doubtful.faults.map(({ params }) => params)).to.deep.equal([
      { heading: 'Fee', found: '100,000', readings: ['100000', '100.000'] },
    ]);
  });

  it('takes the Chinese headings that earlier versions wrote', () => {
    const written = filled('zh', terms);
    const former = withCells(written, 'measures', { G5: '最低值', H5: '目标值', L5: '仅限场所' });
    expect(read(former)).to.deep.equal(read(written));
  });

  for (const [says, sheet, texts, wanted] of [
    ['a metric that there is not', 'measures', { D6: 'On-time delivry rate' }, 'contract_word_unknown Measures!D6'],
    ['a level without a comparison', 'measures', { F6: '97%' }, 'contract_cell_idle Measures!F6'],
    ['a comparison without a level', 'measures', { E6: 'at least' }, 'contract_cell_idle Measures!E6'],
    ['a measure without a metric', 'measures', { D6: '', F6: '', A6: 'Delivery' }, 'contract_cell_missing Measures!D6'],
    ['a date in another form', 'contract', { B8: '1/3/2026' }, 'contract_value_wrong Contract!B8'],
    ['a number without its unit', 'rules', { C8: '', D8: '45' }, 'contract_cell_idle Rules!D8'],
    ['a length of time in words', 'rules', { C7: 'minutes', D7: 'thirty' }, 'contract_value_wrong Rules!D7'],
    ['an entry beside a title', 'rules', { C6: 'minutes' }, 'contract_row_outside Rules!C6'],
    [
      'half a step of credits',
      'credits',
      { A14: 'On time in full', C14: 'less than', D14: '95%' },
      'contract_cell_idle Credits!C14',
    ],
    ['credits without a currency', 'credits', { B6: '1000' }, 'contract_cell_missing Credits!B5'],
    ['an annex that is neither taken nor left', 'handout', { B9: 'maybe' }, 'contract_word_unknown Hand-out!B9'],
  ] as const)
    it(`refuses ${says}, and names the cell`, () => {
      expect(places(read(withCells(filled('en', terms), sheet, texts)))).to.include(wanted);
    });
});
