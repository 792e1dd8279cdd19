import type { Metric } from '../../metrics/definition.js';
import type { PlainTerms } from '../../standards/contract-plain.js';
import { comparators } from '../../standards/standard.js';
import { cellIdle, cellMissing, type CellReader, choiceAt, type FilledRow, textAt } from './read-cells.js';
import { percentages } from '../../digits/written-number.js';
import { metricIn, numberAt } from './read-values.js';
import { comparatorWords, effectWords, perWords } from './words.js';

type PlainMap = { readonly [key: string]: PlainTerms };

const itemCells = ['metric', 'pool', 'comparator', 'limit', 'effect', 'amount', 'each', 'free', 'at_most'] as const;

/** The credits of a contract; undefined where none are filled in. */
export function readCredits(reader: CellReader, rows: readonly FilledRow[], metrics: readonly Metric[]): PlainMap | undefined {
  const terms = termsIn(reader, rows);
  const items = itemsIn(
    reader,
    rows.filter(row => row.row === '' && itemCells.some(id => row.text(id) !== undefined)),
    metrics,
  );
  const isEmpty = Object.keys(terms).length === 0 && items.length === 0;
  if (isEmpty) return undefined;
  const currency = rows.find(row => row.row === 'currency');
  if (currency !== undefined) reader.places.set('["credits"]', currency.place('pool'));
  if (currency !== undefined && terms['currency'] === undefined) cellMissing(reader, currency, 'pool', 'currency');
  return { ...terms, items };
}

function termsIn(reader: CellReader, rows: readonly FilledRow[]): PlainMap {
  const found: { [key: string]: PlainTerms } = {};
  for (const id of ['fee', 'per', 'currency', 'at_risk', 'bonus_cap', 'point_value'] as const) {
    const row = rows.find(one => one.row === id);
    const text = row === undefined ? undefined : textAt(reader, row, 'pool', ['credits', id]);
    if (row === undefined || text === undefined) continue;
    const per = id === 'per' ? choiceAt(reader, row, { column: 'pool', heading: 'per' }, perWords) : undefined;
    const of = id === 'at_risk' || id === 'bonus_cap' ? percentages : 'plain';
    if (id === 'currency') found[id] = text;
    else if (id !== 'per') found[id] = numberAt(reader, row, { column: 'pool', heading: id, text, of });
    else if (per !== undefined) found[id] = per;
  }
  return found;
}

interface Item {
  readonly head: PlainMap;
  /** The unit of its metric; undefined where there is no such metric. */
  readonly unit: string | undefined;
  readonly steps: PlainTerms[];
}

/** Rows of steps follow the metric that the first of them names. */
function itemsIn(reader: CellReader, rows: readonly FilledRow[], metrics: readonly Metric[]): readonly PlainTerms[] {
  const items: Item[] = [];
  let named = '';
  for (const row of rows) {
    const name = row.text('metric');
    if (items.length === 0 || (name !== undefined && name !== named)) {
      named = name ?? '';
      const head = headIn(reader, row, metrics, ['credits', 'items', items.length]);
      items.push({ head, unit: metrics.find(({ id }) => id === head['metric'])?.unit, steps: [] });
    }
    const own = items.at(-1);
    const step =
      own === undefined
        ? undefined
        : stepIn(reader, row, {
            unit: own.unit,
            isShare: own.head['pool'] !== undefined,
            path: ['credits', 'items', items.length - 1, 'steps', own.steps.length],
          });
    if (step !== undefined) own?.steps.push(step);
  }
  return items.map(({ head, steps }) => (steps.length === 0 ? head : { ...head, steps }));
}

function headIn(reader: CellReader, row: FilledRow, metrics: readonly Metric[], path: readonly (string | number)[]): PlainMap {
  const metric = metricIn(reader, row, metrics);
  reader.places.set(JSON.stringify(path), row.place('metric'));
  const amounts = (['pool', 'each', 'free', 'at_most'] as const).flatMap(id => {
    const text = textAt(reader, row, id, [...path, id]);
    return text === undefined
      ? []
      : [[id, numberAt(reader, row, { column: id, text, of: id === 'pool' ? percentages : 'plain' })] as const];
  });
  return { metric: metric ?? '', ...Object.fromEntries(amounts) };
}

function stepIn(
  reader: CellReader,
  row: FilledRow,
  {
    unit,
    isShare,
    path,
  }: { readonly unit: string | undefined; readonly isShare: boolean; readonly path: readonly (string | number)[] },
): PlainMap | undefined {
  const parts = ['comparator', 'limit', 'effect', 'amount'] as const;
  const given = parts.find(id => row.text(id) !== undefined);
  if (given === undefined) return undefined;
  const lacking = parts.find(id => row.text(id) === undefined);
  if (lacking !== undefined) cellIdle(reader, row, given, lacking);
  const comparator = choiceAt(reader, row, { column: 'comparator', heading: 'comparator' }, comparatorWords);
  const effect = choiceAt(reader, row, { column: 'effect', heading: 'effect' }, effectWords);
  const [limit, amount] = [row.text('limit'), row.text('amount')];
  if (comparator === undefined || effect === undefined || limit === undefined || amount === undefined) return undefined;
  reader.places.set(JSON.stringify(path), row.place('limit'));
  for (const one of comparators) reader.places.set(JSON.stringify([...path, one]), row.place('limit'));
  for (const one of ['credit', 'bonus']) reader.places.set(JSON.stringify([...path, one]), row.place('amount'));
  return {
    [comparator]: numberAt(reader, row, { column: 'limit', text: limit, of: { unit } }),
    [effect]: numberAt(reader, row, { column: 'amount', text: amount, of: isShare ? percentages : 'plain' }),
  };
}
