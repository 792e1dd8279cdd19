import { comparators } from '../../standards/standard.js';
import type { CreditItem, CreditRule } from '../../standards/improvement/credits.js';
import { metricNames } from './metric-names.js';
import { blankRow, headingRow, moved, spare, type TemplateSource, topRows, wordsIn } from './sheet-parts.js';
import { type ColumnId, entry, plainRow, type TemplateCell, type TemplateRow, type TemplateSheet } from './template.js';
import type { HeadingId } from '../../words/contract-headings.js';
import { comparatorWords, effectWords, headingIn, notes, perWords, sheetNames } from './words.js';

const itemColumns = ['metric', 'pool', 'comparator', 'limit', 'effect', 'amount', 'each', 'free', 'at_most'] as const;

/** The sheet of credits: what they are shares of, then a row for each step or amount. */
export function creditsSheet(source: TemplateSource, credits: CreditRule | undefined): TemplateSheet {
  const { language } = source;
  const asked = (id: HeadingId, cell: TemplateCell): TemplateRow => ({
    row: id,
    cells: { metric: { text: headingIn(id, language), look: 'label' }, pool: cell },
  });
  const per = credits === undefined ? undefined : perWords[credits.per][language];
  return {
    name: sheetNames.credits[language],
    columns: [
      ...itemColumns.map(id => ({ id, width: { metric: 36, effect: 20, comparator: 16 }[id as string] ?? 18 })),
      { id: 'row', width: 10 },
    ],
    frozen: 0,
    rows: [
      ...topRows('credits', notes.credits, language).map(one => moved(one, 'metric')),
      asked('currency', entry(credits?.currency)),
      asked('fee', entry(credits?.fee?.text)),
      asked('per', entry(per, wordsIn(perWords, language))),
      asked('at_risk', entry(credits?.at_risk?.text)),
      asked('bonus_cap', entry(credits?.bonus_cap?.text)),
      asked('point_value', entry(credits?.point_value?.text)),
      blankRow,
      moved(plainRow(notes.steps[language], 'section'), 'metric'),
      headingRow(itemColumns, language),
      ...creditRows(source, credits),
    ],
  };
}

function creditRows({ language, metrics }: TemplateSource, credits: CreditRule | undefined): readonly TemplateRow[] {
  const names = metricNames(metrics, language);
  const choices: Partial<Record<ColumnId, readonly string[]>> = {
    metric: [...names.values()],
    comparator: comparators.map(one => comparatorWords[one][language]),
    effect: wordsIn(effectWords, language),
  };
  const row = (texts: Partial<Record<ColumnId, string | undefined>>): TemplateRow => ({
    row: '',
    cells: Object.fromEntries(itemColumns.map(id => [id, entry(texts[id], choices[id])])),
  });
  const rowsOf = ({ metric, pool, steps, each }: CreditItem): readonly TemplateRow[] => {
    const head = { metric: names.get(metric) ?? metric, pool: pool?.text };
    if (each !== undefined) {
      const free = each.free === 0 ? undefined : String(each.free);
      return [row({ ...head, each: each.amount.text, free, at_most: each.at_most?.text })];
    }
    return steps.map(({ comparator, limit, effect, amount }, at) =>
      row({
        ...(at === 0 ? head : {}),
        comparator: comparatorWords[comparator][language],
        limit: limit.text,
        effect: effectWords[effect][language],
        amount: amount.text,
      }),
    );
  };
  return [...(credits?.items ?? []).flatMap(rowsOf), ...Array.from({ length: spare.credits }, () => row({}))];
}
