import { fault } from '../../faults/make.js';
import { type KeySign, rowFaults } from '../../faults/rows.js';
import type { CellReader } from './cell.js';
import type { Subject } from './refusal.js';

/** Nearly no key has one of these signs, or begins with an apostrophe. */
const unusual =
  /[\u00a0\u00ad\u0300-\u036f\u061c\u1680\u180e\u2000-\u2011\u2028-\u202f\u205f-\u206f\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|^['‘’]/;

const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g;
const hyphens = /[\u2010\u2011]/g;

/** A code of ASCII and its full-width forms alone: with Chinese or Japanese beside them, full-width letters are as they should be. */
const wideCode = /^[\x20-\x7e\u3000\uff01-\uff5e]*[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a][\x20-\x7e\u3000\uff01-\uff5e]*$/;

/** An apostrophe before a code with a digit, as it keeps a spreadsheet from calculating. In 't Zand it is part of the name. */
const textMark = /^['‘’](?=\S*\d)(\S+?)['‘’]?$/;

/** A key without the signs that a person does not see or type, and which kinds of these it had. */
export function plainKey(text: string): { readonly key: string; readonly signs: readonly KeySign[] } {
  if (!unusual.test(text)) return { key: text, signs: [] };
  const signs: KeySign[] = [];
  const step = (sign: KeySign, before: string, after: string): string => {
    if (after !== before) signs.push(sign);
    return after;
  };
  let key = step('invisible', text, text.replace(invisible, ''));
  key = step('look_alike', key, key.normalize('NFC').replace(spaces, ' ').replace(hyphens, '-'));
  key = step('full_width', key, wideCode.test(key) ? key.normalize('NFKC') : key);
  key = step('apostrophe', key, key.trim().replace(textMark, '$1'));
  return { key: key.trim(), signs };
}

/** The conversion of cells that name facts: what cannot be seen in a name makes no other name of it, and that is said. */
export function plainKeys(cell: CellReader, subject: Subject): CellReader {
  const { present, absent } = cell;
  return {
    ...cell,
    present: (text, row) => {
      if (!unusual.test(text)) return present(text, row);
      const { key, signs } = plainKey(text);
      if (key === text) return present(text, row);
      if (key === '') return absent(row);
      row.warn(subject.field, fault(rowFaults, 'key_made_plain', { value: text, ...subject, key, signs }));
      return present(key, row);
    },
  };
}
