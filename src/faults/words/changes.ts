import type { Names } from '../../words/en.js';
import { nameIn } from '../../words/name.js';
import type { FigureFound, ResultChange } from '../periods.js';

/** What a change of a result is told with, in one language. */
export interface ChangeWords {
  readonly names: Pick<Names, 'statuses' | 'memberships' | 'spans'>;
  readonly notThere: string;
  readonly noScore: string;
  /** Stands between the parts of a figure, and between counts. */
  readonly comma: string;
}

/** A changed result with what it was and is: `on_time_delivery 0.75 (3/4, Met) → 0.4 (2/5, Missed)`. */
export function changeText(change: ResultChange, words: ChangeWords): string {
  const was = (before: string, after: string): string => `${before} → ${after}`;
  switch (change.is) {
    case 'index':
      return `${change.index} ${was(String(change.before ?? words.noScore), String(change.after ?? words.noScore))}`;
    case 'metric':
      return `${change.metric} ${was(figureText(change.before, words), figureText(change.after, words))}`;
    case 'span': {
      const text = (figure: typeof change.before): string => (figure === null ? words.notThere : spanText(figure, words));
      return `${change.metric}${words.comma}${words.names.spans[change.span]} ${was(text(change.before), text(change.after))}`;
    }
    case 'counts': {
      const counts = change.counts.map(
        ({ name, before, after }) =>
          `${nameIn(words.names.memberships, name)} ${was(String(before ?? '–'), String(after ?? '–'))}`,
      );
      return `${change.metric} ${counts.join(words.comma)}`;
    }
  }
}

/** A figure with where it comes from, so that a change of either shows. */
function figureText(figure: FigureFound | null, { names, notThere, comma }: ChangeWords): string {
  if (figure === null) return notThere;
  const { value, numerator, denominator, status } = figure;
  return value === null
    ? names.statuses[status]
    : `${value} (${numerator ?? ''}/${denominator ?? ''}${comma}${names.statuses[status]})`;
}

const spanText = ({ value, numerator, denominator }: Omit<FigureFound, 'status'>, { names }: ChangeWords): string =>
  value === null ? names.statuses.no_data : `${value} (${numerator ?? ''}/${denominator ?? ''})`;
