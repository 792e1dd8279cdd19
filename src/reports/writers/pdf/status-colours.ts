import type { Status } from '../../../evaluation/document.js';
import { tones } from '../../palette.js';
import type { Sheet } from '../../sheet.js';
import { columnNumber } from './addresses.js';
import { cellText } from './cell-text.js';

/** A status whose colours a cell has. */
export type Tone = Status;

const signs = (['met', 'at_risk', 'missed', 'insufficient', 'no_data'] as const).map(
  status => [tones[status].sign, status] as const,
);

/** The tones that cells have by the sign that another cell of their row begins with, by zero-based row and column. */
export function tonesByRule({ colours, rows }: Sheet): ReadonlyMap<string, Tone> {
  const found = new Map<string, Tone>();
  for (const { range, sign } of colours) {
    const [, left = 'A', top = '1', right = left, bottom = top] =
      /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(range) ?? [];
    const [, column = 'A', first = top] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(sign) ?? [];
    for (let row = Number(top) - 1; row < Number(bottom); row++) {
      const named = rows[row + Number(first) - Number(top)]?.cells[columnNumber(column) - 1];
      const begins = named === undefined ? '' : cellText(named.value, undefined);
      const status = signs.find(([one]) => begins.startsWith(one))?.[1];
      if (status === undefined) continue;
      for (let at = columnNumber(left) - 1; at < columnNumber(right); at++) found.set(`${row} ${at}`, status);
    }
  }
  return found;
}
