import { compatibleForm, composedForm, invisible } from '../../facts/folded.js';
import { fault } from '../../faults/make.js';
import { type KeySign, rowFaults } from '../../faults/rows.js';
import type { Subject } from './refusal.js';
import type { RowState } from './row.js';
import type { Read } from './typed.js';

/** What an absent cell means. */
type Absent = (row: RowState) => ReturnType<Read>;

/** Nearly no key has one of these signs, a mark above or below a letter that stands by itself, or begins with the mark of a text. */
const unusual =
  /[\u00a0\u00ad\u061c\u1680\u180e\u2000-\u2011\u2028-\u202f\u205f-\u206f\ufeff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\p{M}]|^(?:['‘’]|=")/u;

const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g;
const hyphens = /[\u2010\u2011]/g;

/** A code of ASCII and its full-width forms alone: with Chinese or Japanese beside them, full-width letters are as they should be. */
const codeOnly = /^[\x20-\x7e\u3000\uff01-\uff5e]*$/;
const wideSign = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/;

/** A text as programs write it so that a spreadsheet does not calculate with it: ="0017". */
const quotedText = /^="(.*)"$/;

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
  key = step('look_alike', key, composedForm(key).replace(spaces, ' ').replace(hyphens, '-'));
  key = step('full_width', key, codeOnly.test(key) && wideSign.test(key) ? compatibleForm(key) : key);
  key = step('text_mark', key, key.trim().replace(quotedText, '$1').replace(textMark, '$1'));
  return { key: key.trim(), signs };
}

/** The conversion of cells that name facts: what cannot be seen in a name makes no other name of it, and that is said. */
export function plainKeys(next: Read, absent: Absent, subject: Subject): Read {
  return (text, row) => {
    if (!unusual.test(text)) return next(text, row);
    const { key, signs } = plainKey(text);
    if (key === text) return next(text, row);
    if (key === '') return absent(row);
    row.warn(subject.field, fault(rowFaults, 'key_made_plain', { value: text, ...subject, key, signs }));
    return next(key, row);
  };
}
