import { remarkLength, remarkLines } from '../../contract/comments.js';
import { fault } from '../../faults/make.js';
import { periodFaults, type RemarkInput } from '../../faults/periods.js';
import { Stop } from '../../faults/stop.js';
import { isPlainCharacter } from '../keys/plain-name.js';

// Signs such as € and ° stand in what people write. One blank of braille, and what stands for a picture that was not copied, show nothing.
const symbol = /[\p{S}\n]/u;
const blankSymbol = /\u2800|\ufffc/u;

const isSeen = (character: string): boolean =>
  isPlainCharacter(character) || (symbol.test(character) && !blankSymbol.test(character));

/** A remark with ordinary spaces and line ends and nothing around it. Stops where it is too long, or holds a sign that cannot be seen. */
export function remarkText(given: string, input: RemarkInput): string {
  const text = given
    .replaceAll(/\r\n?|\u2028|\u2029/gu, '\n')
    .replaceAll(/[\p{Zs}\t]/gu, ' ')
    .trim();
  if (text.length > remarkLength)
    throw new Stop(2, [fault(periodFaults, 'remark_too_long', { input, length: text.length, most: remarkLength })]);
  const lines = text.split('\n').length;
  if (lines > remarkLines) throw new Stop(2, [fault(periodFaults, 'remark_too_many_lines', { input, lines, most: remarkLines })]);
  const characters = [...text];
  const at = characters.findIndex(character => !isSeen(character));
  const unseen = characters[at];
  if (unseen === undefined) return text;
  const sign = `U+${(unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  throw new Stop(2, [fault(periodFaults, 'remark_sign_unseen', { input, sign, position: at + 1 })]);
}
