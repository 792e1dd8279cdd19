import type { ExprType } from '../../src/expressions/expression.js';

/** What the page says about an operation. */
export interface OperationEntry {
  /** How it is written. */
  readonly written: string;
  readonly says: string;
  readonly examples: readonly string[];
}

/** What each operation over groups means, with examples over the page's order. */
export const groupEntries: Readonly<Record<string, OperationEntry>> = {
  sum_of: {
    written: 'sum_of(x)',
    says: 'the sum',
    examples: ['sum_of(delivered_qty)', 'sum_of(delivered_qty) >= largest_of(ordered_qty)', 'sum_of(damaged_qty)'],
  },
  largest_of: {
    written: 'largest_of(x)',
    says: 'the largest, latest, longest',
    examples: ['largest_of(ordered_qty)', 'largest_of(delivered_at)'],
  },
  smallest_of: {
    written: 'smallest_of(x)',
    says: 'the smallest, earliest, shortest',
    examples: ['smallest_of(delivered_qty)', 'smallest_of(coalesce(damaged_qty, 0))'],
  },
};

/** What each operation means, with examples over the page's shipment; the page calculates their results. */
export const operationEntries: Readonly<Record<string, OperationEntry>> = {
  add: {
    written: 'a + b',
    says: 'the sum; with an instant: a later instant',
    examples: ['damaged_qty + lost_qty', 'promised_at + minutes(15)'],
  },
  subtract: {
    written: 'a - b',
    says: 'the difference; the time between two instants; an earlier instant',
    examples: ['ordered_qty - shipped_qty', 'delivered_at - dispatched_at', 'day(delivered_at) - day(dispatched_at)'],
  },
  multiply: { written: 'a * b', says: 'the product; a multiple of a duration', examples: ['shipped_qty * 0.5', '2 * hours(3)'] },
  divide: {
    written: 'a / b',
    says: 'the quotient, rounded half to even to 12 decimals; missing when divided by zero',
    examples: ['freight_cost / distance_km', 'hours(3) / minutes(1)', '1 / 3', '1 / lost_qty'],
  },
  negate: { written: '-a', says: 'the value with the opposite sign', examples: ['-shipped_qty'] },
  equal: { written: 'a == b', says: 'equal', examples: ['status == "delivered"', 'damaged_qty == 0'] },
  unequal: { written: 'a != b', says: 'not equal', examples: ['mode != "Air"'] },
  less: { written: 'a < b', says: 'less, earlier, shorter', examples: ['delivered_at < promised_at'] },
  less_equal: { written: 'a <= b', says: 'at most', examples: ['damaged_qty + lost_qty <= 1'] },
  greater: { written: 'a > b', says: 'more, later, longer', examples: ['delivered_at - dispatched_at > hours(24)'] },
  greater_equal: { written: 'a >= b', says: 'at least', examples: ['delivered_qty >= ordered_qty'] },
  and: {
    written: 'a and b',
    says: 'both hold',
    examples: ['status == "delivered" and damaged_qty == 0', 'damaged_qty == 0 and small_batch'],
  },
  or: { written: 'a or b', says: 'at least one holds', examples: ['status == "delivered" or small_batch'] },
  not: {
    written: 'not a',
    says: 'the negation; takes a name, a call or parentheses',
    examples: ['not is_missing(mode)', 'not (mode == "Air")'],
  },
  choose: { written: 'c ? a : b', says: 'a if c holds, otherwise b', examples: ['mode == "Road" ? distance_km : 0'] },
  seconds: { written: 'seconds(n)', says: 'a duration', examples: ['seconds(90)'] },
  minutes: { written: 'minutes(n)', says: 'a duration', examples: ['minutes(15)'] },
  hours: { written: 'hours(n)', says: 'a duration', examples: ['hours(1.5)'] },
  days: { written: 'days(n)', says: 'a duration of n times 24 hours', examples: ['days(1)'] },
  is_missing: { written: 'is_missing(x)', says: 'true if there is no value', examples: ['is_missing(closed_at)'] },
  coalesce: {
    written: 'coalesce(x, y, …)',
    says: 'the first value that is not missing',
    examples: ['coalesce(closed_at, delivered_at)'],
  },
  one_of: {
    written: 'one_of(x, a, b, …)',
    says: 'true if x equals one of the others',
    examples: ['one_of(status, "delivered", "refused", "lost")'],
  },
  done_by: {
    written: 'done_by(done, due)',
    says: 'true if it was done no later than due. If it was not done: missing until the time of the evaluation has passed the due time, then false',
    examples: ['done_by(delivered_at, promised_at)', 'done_by(closed_at, promised_at)', 'done_by(closed_at, pod_due_at)'],
  },
  day: {
    written: 'day(x)',
    says: 'the local day at the place of the fact',
    examples: ['day(delivered_at) == day(promised_at)'],
  },
  start_of_day: {
    written: 'start_of_day(x)',
    says: 'the first instant of the local day',
    examples: ['start_of_day(delivered_at)'],
  },
  end_of_day: { written: 'end_of_day(x)', says: 'the last millisecond of the local day', examples: ['end_of_day(delivered_at)'] },
  end_of_month: {
    written: 'end_of_month(x)',
    says: 'the last millisecond of the local month',
    examples: ['end_of_month(delivered_at)'],
  },
  working_time_between: {
    written: 'working_time_between(a, b)',
    says: 'the time from a to b within the working hours of the place’s calendar; missing if the place has no calendar',
    examples: ['working_time_between(dispatched_at, delivered_at)'],
  },
  add_working_days: {
    written: 'add_working_days(x, n)',
    says: 'n working days later by the place’s calendar, at the same time by the clock; a shift over midnight belongs to the day on which it began; missing if the place has no calendar',
    examples: ['add_working_days(delivered_at, 3)'],
  },
  on_working_day: {
    written: 'on_working_day(x)',
    says: 'x itself on a working day of the place’s calendar; on a day off, the same time by the clock on the next working day; a shift over midnight belongs to the day on which it began; missing if the place has no calendar',
    examples: ['on_working_day(promised_at)'],
  },
  abs: { written: 'abs(x)', says: 'the value without its sign', examples: ['abs(delivered_qty - ordered_qty)'] },
  min: { written: 'min(x, y, …)', says: 'the smallest; missing if any is missing', examples: ['min(promised_at, pod_due_at)'] },
  max: {
    written: 'max(x, y, …)',
    says: 'the largest; missing if any is missing',
    examples: ['max(ordered_qty, 8)', 'max(delivered_at, closed_at)'],
  },
  lower: { written: 'lower(t)', says: 'in lower case', examples: ['lower(mode)'] },
  contains: {
    written: 'contains(t, part)',
    says: 'true if the text contains the part; upper and lower case differ',
    examples: ['contains(carrier, "Line")'],
  },
  starts_with: {
    written: 'starts_with(t, part)',
    says: 'true if the text begins with the part',
    examples: ['starts_with(shipment_no, "S-")'],
  },
};

/** The functions of layouts, with the type that each gives. */
export const layoutFunctions: readonly (readonly [example: string, gives: ExprType, says: string])[] = [
  ['col("反馈")', 'text', 'the cell of a column, trimmed; missing when it is empty, but compared as the empty text'],
  ['number(col("数量"))', 'number', 'a text read as a number; a number stays unchanged'],
  ['text(row())', 'text', 'a number or a condition as plain text'],
  [
    'instant(col("Date"), "dd/MM/yyyy")',
    'instant',
    'a text read as a date in that form (Luxon tokens, `iso`, `excel_serial`); without a form, only unambiguous dates are accepted',
  ],
  [
    'instant(col("Month"), "yyyy-MM", "end")',
    'instant',
    'the last moment of a month or year; `"start"` for its first. Without it, the `at: start` or `at: end` of the field says which',
  ],
  ['concat(col("Prefix"), "-", col("No"))', 'text', 'the texts one after the other; missing if any is missing'],
  ['substring(col("No"), 3, 4)', 'text', 'four characters from the third on; `substring(t, -4)` is the last four'],
  ['replace(col("No"), ".", "")', 'text', 'the text with every occurrence of one part replaced by another'],
  ['pad(col("No"), 10, "0")', 'text', 'the text, filled from the left to ten characters'],
  ['upper(col("Code"))', 'text', 'in upper case'],
  ['trim(substring(col("No"), 3))', 'text', 'without spaces at its ends'],
  ['row()', 'number', 'the number of the row in its source, in a workbook that of its sheet'],
  ['file()', 'text', 'the name of the source file, without its folder'],
  ['sheet()', 'text', 'the name of the sheet that the row stands in; missing where the source is no workbook'],
];
