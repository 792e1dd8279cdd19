import type { FactKind } from '../../facts/kinds.js';
import { foldedText } from '../../facts/folded.js';
import type { Columns } from './columns.js';
import { fillingOf } from './fill.js';
import type { Layout } from './schema.js';
import { isBlank, mappingsOf, numberOf, positionsOf } from './sources.js';
import { isPeriod, type Label, labelOf } from './total-labels.js';

/**
 * What a row is by its own cells: like the others, blank, or one without a key whose numbers have to be compared (`unnamed`); a row of
 * totals, such a row if its numbers are sums (`total_if_sum`; else it is in doubt), like the others unless its numbers are sums (`sum`), one
 * in doubt, or one that holds nothing but a remark.
 */
export type Look =
  | 'plain'
  | 'blank'
  | 'unnamed'
  | { readonly is: 'total' | 'sum' | 'doubtful' | 'remark'; readonly word: string }
  | TotalIfSum;

/** A row of totals if its numbers are sums. */
interface TotalIfSum {
  readonly is: 'total_if_sum';
  readonly word: string;
  /** What stands in place of its number, where that can be how many rows there are above. */
  readonly count?: number;
  /** The word may be a name too: the count has to be right as well. */
  readonly needsCount?: boolean;
}

/** Digits with their signs, a currency or a unit: 1.234,50 EUR, ¥300, 98.5 %, 24单. */
const amount = /^[^\p{L}\d]{0,4}(?:\p{Lu}{2,3}\s)?\s*[-+]?\d[\d.,'’\s]*[\p{L}\p{Sc}%‰]{0,3}$/u;
/** A number of things: 108, 108 shipments, 24单. */
const aCount = /^\d{1,9}\s*\p{L}*$/u;
const isAmount = (cell: string | undefined): boolean => amount.test((cell ?? '').trim());

/** Which columns of a file say what its rows are. */
interface Places {
  readonly numbers: readonly number[];
  readonly clients: readonly number[];
  /** Whether the number is one by which people name things, and no name itself, as of a meter or a survey wave. */
  readonly isNumber: boolean;
  /** Whether several names together name a row, none of them a number of its own. */
  readonly areParts: boolean;
  /** Where a text alone in its row is a remark. */
  readonly remarks: readonly number[];
  readonly isClient: (text: string) => boolean;
}

/** Columns that nothing is known of, so that only the first may name rows. */
const noPlaces: Places = { numbers: [], clients: [], isNumber: false, areParts: false, remarks: [], isClient: () => false };

/** So many keys have to be seen before one is unlike the others. */
const fewestKeys = 2;

/** Parts of a key that name no row by themselves. */
const notNaming: ReadonlySet<string> = new Set(['client', 'site', 'line_no']);

/** Looks at the rows of one file, one after the other; undefined where rows cannot be told from their totals. */
export function rowLook(
  layout: Layout,
  kind: FactKind,
  columns: Columns,
  clients: readonly string[],
): ((cells: readonly string[]) => Look) | undefined {
  const amounts = new Set(kind.fields.filter(({ type }) => type === 'number').map(({ name }) => name));
  const mappings = mappingsOf(layout);
  const at = (wanted: (name: string) => boolean): readonly number[] => [
    ...new Set(mappings.flatMap(([name, mapping]) => (wanted(name) ? positionsOf(mapping, columns) : []))),
  ];
  const own = at(name => name === numberOf(kind));
  const areParts = own.length === 0 && numberOf(kind).endsWith('_no');
  const numbers = areParts ? at(name => kind.key.includes(name) && !notNaming.has(name)) : own;
  // Without a number from a column, rows cannot be told from their totals.
  if (numbers.length === 0) return undefined;
  const telling = at(name => !amounts.has(name));
  const besides = telling.filter(one => !numbers.includes(one));
  const most = telling.length / 2;
  const { filled } = fillingOf(layout, kind, columns);
  const clientsAt = at(name => name === 'client').filter(position => !numbers.includes(position));
  const isFirstUsed = at(() => true).includes(0) && numbers.some(position => filled.has(position));
  // In a sheet whose cells are the facts, a text alone in its row is a heading.
  const hasRemarks = layout.each === undefined && columns.names.length > 2;
  const places: Places = {
    numbers,
    clients: clientsAt,
    isNumber: numberOf(kind).endsWith('_no'),
    areParts,
    remarks: hasRemarks ? [...clientsAt, ...(isFirstUsed ? [] : [0])] : [],
    isClient: knownClients(layout, clients),
  };
  const keys = new KeysSeen(numbers);
  const isLabelled = namesTotals(places);
  return cells => {
    const key = places.isNumber ? keys.see(cells) : 'usual';
    const isUsual = key === 'usual' || (key === 'early' && !(hasRemarks && isAlone(cells, numbers)));
    if (isUsual && !isLabelled(cells)) {
      let filledCells = 0;
      for (const one of telling) if (!isBlank(cells[one]) && ++filledCells > most) return 'plain';
    }
    const look = lookOf(cells, places);
    if (look !== 'plain' || isUsual) {
      if (look !== 'plain' && key !== 'usual') keys.forget();
      return look;
    }
    const word = numbers.map(one => cells[one]?.trim() ?? '').join(' ');
    if (hasRemarks && isAlone(cells, numbers)) {
      keys.forget();
      return { is: 'remark', word };
    }
    // Beside an unusual name there is nothing but amounts.
    const isOfAmounts = besides.length > 0 && besides.every(one => isBlank(cells[one]));
    if (!isOfAmounts) return { is: 'sum', word };
    keys.forget();
    return { is: 'doubtful', word };
  };
}

const isAlone = (cells: readonly string[], numbers: readonly number[]): boolean =>
  cells.every((cell, at) => numbers.includes(at) || isBlank(cell));

/** Clients that are known by a text: where they are registered, or where the layout maps it. */
function knownClients(layout: Layout, clients: readonly string[]): (text: string) => boolean {
  const mapped = mappingsOf(layout).flatMap(([name, { map }]) =>
    name === 'client' && map !== undefined ? Object.keys(map) : [],
  );
  const known = new Set([...clients, ...mapped].map(foldedText));
  return text => known.size > 0 && known.has(foldedText(text));
}

/** Whether the cell of a row's number or client is a label of totals; clients are few, and asked once. */
function namesTotals({ numbers, clients, isNumber, isClient }: Places): (cells: readonly string[]) => boolean {
  const asked = new Map<string, boolean>();
  const isLabel = (text: string): boolean => {
    const known = asked.get(text);
    if (known !== undefined) return known;
    const found = labelOf(text) !== undefined && !isClient(text);
    if (asked.size < 10_000) asked.set(text, found);
    return found;
  };
  return cells => {
    if (isNumber) for (const at of numbers) if (labelOf(cells[at] ?? '') !== undefined) return true;
    for (const at of clients) if (isLabel(cells[at] ?? '')) return true;
    return false;
  };
}

/** So many lines may stand above the first rows without being told from them by what is usual. */
const mostEarly = 2;

/**
 * The keys of a file as they pass, so that one that is unlike the others is noticed: without any digit, or of several words. Of the first
 * ones, that is said before it is known what the others are like.
 */
class KeysSeen {
  #all = 0;
  #withDigits = 0;
  #ofWords = 0;
  #early = 0;
  #last = { hasDigits: false, isOfWords: false, isEarly: false };
  constructor(private readonly numbers: readonly number[]) {}

  see(cells: readonly string[]): 'usual' | 'without_digits' | 'several_words' | 'early' {
    let text = '';
    for (const at of this.numbers) text += cells[at] ?? '';
    if (isBlank(text)) return 'usual';
    const hasDigits = /\d/u.test(text);
    const isOfWords = /\p{L}/u.test(text) && /[\s:：]/u.test(text.trim());
    const isKnown = this.#all >= fewestKeys;
    const isUnlike = isKnown && !hasDigits && this.#withDigits * 3 >= this.#all * 2;
    const isRemark = (isKnown && isOfWords && this.#ofWords * 5 <= this.#all) || (isOfWords && isPeriod(text));
    const isEarly = !isKnown && this.#early < mostEarly && (isOfWords || !hasDigits);
    this.#last = { hasDigits, isOfWords, isEarly };
    this.#all++;
    if (hasDigits) this.#withDigits++;
    if (isOfWords) this.#ofWords++;
    return isRemark ? 'several_words' : isUnlike ? 'without_digits' : isEarly ? 'early' : 'usual';
  }

  /** The last key was none. */
  forget(): void {
    const { hasDigits, isOfWords, isEarly } = this.#last;
    this.#all--;
    if (hasDigits) this.#withDigits--;
    if (isOfWords) this.#ofWords--;
    if (isEarly) this.#early++;
  }
}

/** What stands in a row: the label of totals with its place, and how many other cells hold amounts and how many hold more. */
interface Parts {
  readonly word: string | undefined;
  readonly label: Label | undefined;
  readonly at: number;
  readonly isFirst: boolean;
  readonly amounts: number;
  readonly others: number;
  readonly lastOther: number;
}

function partsOf(cells: readonly string[], { numbers, clients, isNumber, isClient }: Places): Parts {
  let found: { readonly word: string; readonly label: Label; readonly at: number; readonly isFirst: boolean } | undefined;
  let isFirst = true;
  let amounts = 0;
  let others = 0;
  let lastOther = -1;
  for (let at = 0; at < cells.length; at++) {
    const text = (cells[at] ?? '').trim();
    if (text === '') continue;
    const label = found === undefined ? labelOf(text) : undefined;
    const names = numbers.includes(at) ? isNumber : clients.includes(at) ? !isClient(text) : at === 0;
    if (label !== undefined && (names || label === 'sure' || label === 'name') && !(clients.includes(at) && !names)) {
      found = { word: text, label, at, isFirst };
    } else if (isAmount(text)) amounts++;
    else {
      others++;
      lastOther = at;
    }
    isFirst = false;
  }
  return {
    word: found?.word,
    label: found?.label,
    at: found?.at ?? -1,
    isFirst: found?.isFirst ?? false,
    amounts,
    others,
    lastOther,
  };
}

function lookOf(cells: readonly string[], places: Places): Look {
  const { word, label, at, isFirst, amounts, others, lastOther } = partsOf(cells, places);
  const { numbers, clients } = places;
  const named = numbers.filter(one => one !== at && !isBlank(cells[one]));
  if (word === undefined) {
    if (named.length > 0) return 'plain';
    if (others === 0) return amounts > 0 ? 'unnamed' : 'plain';
    const isAlone = others === 1 && amounts === 0 && places.remarks.includes(lastOther);
    return isAlone ? { is: 'remark', word: (cells[lastOther] ?? '').trim() } : 'plain';
  }
  if (places.areParts && named.length > 0) return label === 'sure' ? { is: 'doubtful', word } : 'plain';
  // What says total and nothing else is believed its sums, whatever stands beside it.
  const isTotal = label === 'sure' || label === 'name';
  if (numbers.includes(at)) {
    if (others === 0 && label !== 'open') return { is: 'total', word };
    return { is: (isTotal || others <= 1) && amounts > 0 ? 'total_if_sum' : 'doubtful', word };
  }
  if (named.length > 0) return besideNumber(cells, { word, label, at, others }, named, clients);
  if (label === 'open') return { is: others === 0 && amounts > 0 ? 'total_if_sum' : 'doubtful', word };
  if (others <= 1 && (isFirst || others === 0)) return { is: 'total', word };
  return { is: isTotal ? 'total_if_sum' : 'doubtful', word };
}

/** What a row is that has a label of totals and a number too. */
function besideNumber(
  cells: readonly string[],
  { word, label, at, others }: Pick<Parts, 'label' | 'at' | 'others'> & { readonly word: string },
  named: readonly number[],
  clients: readonly number[],
): Look {
  const isCount = named.every(one => isAmount(cells[one]));
  const isClient = clients.includes(at);
  const [only, ...more] = named;
  const text = (only === undefined ? '' : (cells[only] ?? '')).trim();
  const count = more.length === 0 && aCount.test(text) ? { count: Number.parseInt(text, 10) } : {};
  if (isClient && label === 'sure') return { is: 'total_if_sum', word, ...count };
  // A count of rows may stand below the numbers; a number as others have it makes the word a name.
  if (others === 0 && isCount && label !== 'open')
    return label === 'measure' ? { is: 'doubtful', word } : { is: 'total_if_sum', word, ...count, needsCount: label !== 'sure' };
  return isClient && isCount ? { is: 'sum', word } : 'plain';
}

/**
 * The rows that do not look like totals, as far as that shows without a layout; all of them where that leaves less than half, since the
 * word is then a name.
 */
export function withoutTotals(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const kept = rows.filter(cells => {
    const look = lookOf(cells, noPlaces);
    return typeof look !== 'object' || look.is !== 'total';
  });
  return kept.length * 2 < rows.length ? rows : kept;
}
