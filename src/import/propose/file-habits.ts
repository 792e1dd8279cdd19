import type { ColumnProfile } from './column-profile.js';
import type { FileHabits } from './settings.js';

/** What columns that leave no doubt show of how the whole file is written. */
export function fileHabits(columns: readonly ColumnProfile[], typedCells: boolean): FileHabits {
  const decided = columns.flatMap(({ header, dates }) => {
    const [reading, ...others] = dates?.readings ?? [];
    return reading?.order === undefined || others.length > 0 ? [] : [{ order: reading.order, column: header }];
  });
  const [first] = decided;
  const dayOrder = first !== undefined && decided.every(({ order }) => order === first.order) ? first : undefined;
  const shown = decimalOf(columns);
  const isChinese = columns.filter(({ header }) => /\p{Script=Han}/u.test(header)).length > columns.length / 2;
  // Chinese writes 1,200 for a thousand and more, never for a fraction.
  const decimal = shown ?? (isChinese ? '.' : undefined);
  return {
    typedCells,
    ...(shown === undefined && isChinese ? { decimalOfLanguage: true as const } : {}),
    ...(dayOrder === undefined ? {} : { dayOrder }),
    ...(decimal === undefined ? {} : { decimal }),
  };
}

/** The decimal sign that the file's fractions have, where they agree. */
function decimalOf(columns: readonly ColumnProfile[]): '.' | ',' | undefined {
  const signs = columns.flatMap(({ numbers }) => {
    if (numbers === undefined || numbers.signs === 'either') return [];
    if (numbers.signs !== 'plain') return [numbers.signs];
    return numbers.texts.some(text => text.includes('.')) ? (['.'] as const) : [];
  });
  const [first] = signs;
  return signs.every(sign => sign === first) ? first : undefined;
}
