import { fault } from '../../faults/make.js';
import { rowFaults } from '../../faults/rows.js';
import { Refusal, type Subject } from './refusal.js';

/** Quotes in any form, one or two, maybe between dashes, and the words that lists have for them. */
const ditto =
  /^(?:[-–—]{0,2}\s?(?:["“”„″〃»«]|''|’’|‘‘|‚‚|,,|´´|``|″)\s?[-–—]{0,2}|" "|”\s?”|"\s"|do\.|dto\.?|dito|ditto|idem|id\.|ídem|同上|同前)$/iu;

const longest = '-- " --'.length;

const beginnings = new Set(['"', ..."“”„″〃»«'’‘‚,´`-–—DdIiÍí同"].map(sign => sign.charCodeAt(0)));

/** Whether a trimmed text says that the cell above holds for it too: ", 〃, dto., idem, 同上. */
export const isDitto = (text: string): boolean =>
  text.length <= longest && beginnings.has(text.charCodeAt(0)) && ditto.test(text);

/** Why a text that says "as above" is no value; undefined where it says nothing of the kind. */
export const dittoRefusal = (text: string, subject: Subject): Refusal | undefined =>
  isDitto(text) ? new Refusal(text, place => fault(rowFaults, 'cell_is_ditto', { value: text, ...subject }, place)) : undefined;
