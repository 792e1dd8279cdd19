/** Forms of dates that files have most. */
export const dateForms: readonly string[] = [
  'yyyy-M-d H:mm',
  'yyyy-M-d',
  'yyyy/M/d H:mm',
  'yyyy/M/d',
  'd.M.yyyy H:mm',
  'd.M.yyyy',
  'd/M/yyyy H:mm',
  'd/M/yyyy',
  'M/d/yyyy H:mm',
  'M/d/yyyy',
  'd-M-yyyy H:mm',
  'd-M-yyyy',
  'yyyyMMdd',
];

const parts: readonly (readonly [part: string, shown: string])[] = [
  ['yyyy', '2026'],
  ['yy', '26'],
  ['MMMM', 'March'],
  ['MMM', 'Mar'],
  ['MM', '03'],
  ['M', '3'],
  ['dd', '25'],
  ['d', '25'],
  ['HH', '17'],
  ['H', '17'],
  ['hh', '05'],
  ['h', '5'],
  ['mm', '30'],
  ['ss', '00'],
  ['a', 'PM'],
];

/** The 25th of March 2026, half past five in the afternoon, in a form. */
export function shownDate(form: string): string {
  let shown = '';
  let left = form;
  while (left !== '') {
    const part = parts.find(([name]) => left.startsWith(name));
    shown += part?.[1] ?? left.charAt(0);
    left = left.slice(part?.[0].length ?? 1);
  }
  return shown;
}
