import type { Names } from '../../words/en.js';
import { nameIn } from '../../words/name.js';
import type { FigureFound, ResultChange } from '../periods.js';
import { figureText as valueText } from './figure-text.js';

/** What a change of a result is told with, in one language. */
export interface ChangeWords {
  readonly names: Pick<Names, 'statuses' | 'memberships' | 'spans' | 'dimensions'>;
  readonly notThere: string;
  readonly noScore: string;
  readonly credits: string;
  /** Stands between the parts of a figure, and between counts. */
  readonly comma: string;
}

/** A changed result with what it was and is: `on_time_delivery 75 % (3/4, Met) → 40 % (2/5, Missed)`. */
export function changeText(change: ResultChange, words: ChangeWords): string {
  const was = (before: string, after: string): string => `${before} → ${after}`;
  switch (change.is) {
    case 'index':
      return `${change.index} ${was(String(change.before ?? words.noScore), String(change.after ?? words.noScore))}`;
    case 'metric': {
      const text = (figure: FigureFound | null): string => figureText(figure, change.unit, words);
      return `${named(change, words)} ${was(text(change.before), text(change.after))}`;
    }
    case 'span': {
      const text = (figure: typeof change.before): string =>
        figure === null ? words.notThere : spanText(figure, change.unit, words);
      return `${named(change, words)}${words.comma}${words.names.spans[change.span]} ${was(text(change.before), text(change.after))}`;
    }
    case 'credit': {
      const text = (net: string | null): string => (net === null ? words.notThere : `${net} ${change.currency}`);
      return `${words.credits} ${change.credit} ${was(text(change.before), text(change.after))}`;
    }
    case 'counts': {
      const counts = change.counts.map(
        ({ name, before, after }) =>
          `${nameIn(words.names.memberships, name)} ${was(String(before ?? '–'), String(after ?? '–'))}`,
      );
      return `${named(change, words)} ${counts.join(words.comma)}`;
    }
  }
}

/** The metric, with the part of the work that it is of: `on_time_delivery, carrier FedEx`. */
const named = (
  { metric, scope = {} }: { readonly metric: string; readonly scope?: Readonly<Record<string, string>> },
  { names, comma }: ChangeWords,
): string =>
  [metric, ...Object.entries(scope).map(([dimension, key]) => `${nameIn(names.dimensions, dimension)} ${key}`)].join(comma);

/** A figure with where it comes from, so that a change of either shows. */
function figureText(figure: FigureFound | null, unit: string, { names, notThere, comma }: ChangeWords): string {
  if (figure === null) return notThere;
  const { value, numerator, denominator, status } = figure;
  return value === null
    ? names.statuses[status]
    : `${valueText(unit, value)} (${numerator ?? ''}/${denominator ?? ''}${comma}${names.statuses[status]})`;
}

const spanText = (
  { value, numerator, denominator }: Omit<FigureFound, 'status'>,
  unit: string,
  { names }: ChangeWords,
): string => (value === null ? names.statuses.no_data : `${valueText(unit, value)} (${numerator ?? ''}/${denominator ?? ''})`);
