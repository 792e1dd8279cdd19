import { foldedText } from '../../facts/folded.js';
import type { FactKind } from '../../facts/kinds.js';
import type { LayoutProposal, OtherSheets } from '../../faults/proposal.js';
import { columnsOf } from '../layout/columns.js';
import type { Sampled } from './drafting.js';
import { ownKey } from './matching.js';
import { proposal } from './proposal.js';

/** A sheet of the workbook besides the one that is proposed for. */
export interface SheetSeen {
  readonly name: string;
  readonly sampled: Sampled;
}

/** The sheet that is proposed for, its columns, and the names of all sheets. */
export interface OwnSheet {
  readonly own: string;
  readonly columns: readonly string[];
  readonly all: readonly string[];
}

/** Which other sheets have the columns of this one, and which look like facts of their own; undefined where none does either. */
export function otherSheets(
  { own, columns, all }: OwnSheet,
  others: readonly SheetSeen[],
  kinds: readonly FactKind[],
): OtherSheets | undefined {
  const filled = others.filter(({ sampled }) => sampled.rows.length > 0);
  const same = filled.filter(({ sampled }) => hasColumns(sampled.columns, columns)).map(({ name }) => name);
  const facts = filled
    .filter(({ name }) => !same.includes(name))
    .flatMap(({ name, sampled }) => {
      const fact = factOf(sampled, kinds);
      return fact === undefined ? [] : [{ sheet: name, fact }];
    });
  if (same.length === 0 && facts.length === 0) return undefined;
  const together = all.filter(name => name === own || same.includes(name));
  return { own, together: same.length === 0 ? [] : [patternOf(together, all) ?? together].flat(), same, facts };
}

/** Whether a sheet has all columns of another one that have a name. */
function hasColumns(columns: readonly string[], wanted: readonly string[]): boolean {
  const { at } = columnsOf(columns);
  return wanted.every(name => name.trim() === '' || at(name.trim()) !== undefined);
}

/** The kind of a sheet that has the number of its facts and says when something happened, both without a doubt. */
export function factOf(sampled: Sampled, kinds: readonly FactKind[]): LayoutProposal['fact'] | undefined {
  const made = proposal(sampled, kinds);
  const kind = kinds.find(({ name }) => name === made?.fact);
  if (made === undefined || kind === undefined) return undefined;
  const isSure = (name: string): boolean => made.fields.some(({ field, confidence }) => field === name && confidence === 'sure');
  const happened = kind.fields.some(({ name, type }) => type === 'instant' && isSure(name));
  return isSure(ownKey(kind)[0] ?? '') && happened ? made.fact : undefined;
}

/** The beginning or end that these names share and no other sheet has, with * for the rest. */
function patternOf(names: readonly string[], all: readonly string[]): string | undefined {
  const [first = ''] = names;
  const shared = (from: (text: string, length: number) => string): string => {
    let length = 0;
    while (
      length < first.length &&
      names.every(name => foldedText(from(name, length + 1)) === foldedText(from(first, length + 1)))
    )
      length++;
    return from(first, length);
  };
  // Neither in the midst of a word nor of a number, unless that is a year.
  const cutsWord = (rest: (name: string) => string): boolean => names.some(name => /^\p{L}|\p{L}$/u.test(rest(name)));
  const whole = (part: string, at: RegExp, isCut: boolean): string =>
    part.replace(isCut ? at : /$^/, '').replace(/^\d+|(?<!\d)\d+$/g, digits => (digits.length === 4 ? digits : ''));
  const begin = shared((text, length) => text.slice(0, length));
  const finish = shared((text, length) => (length === 0 ? '' : text.slice(-length)));
  const start = whole(
    begin,
    /(?<!\p{L})\p{L}+$/u,
    cutsWord(name => name.slice(begin.length, begin.length + 1)),
  );
  const end = whole(
    finish,
    /^\p{L}+/u,
    cutsWord(name => name.slice(0, name.length - finish.length).slice(-1)),
  );
  const others = all.filter(name => !names.includes(name)).map(foldedText);
  if (start.length >= 3 && !others.some(name => name.startsWith(foldedText(start)))) return `${start}*`;
  return end.length >= 3 && !others.some(name => name.endsWith(foldedText(end))) ? `*${end}` : undefined;
}
