import { type FactKindName, kindOf } from '../facts/kinds.js';
import type { Language } from '../facts/label.js';
import { enReasons, type GroupNamed, type ReasonWords, wholesOfLines } from './reason-words-en.js';
import { zhReasons } from './reason-words-zh.js';

/** The words of reasons in a language. */
export const reasonWords = (language: Language): ReasonWords => (language === 'zh' ? zhReasons : enReasons);

/** How a reason names the group of facts that have the fields `per` in common: as the lines of an order where they are that. */
export function groupNamed(of: FactKindName, per: readonly string[], labelOf: (name: string) => string): GroupNamed {
  const isLine = kindOf(of).key.includes('line_no');
  const numbers = per.filter(name => !besideNumber.includes(name));
  const whole = numbers.length === 1 ? wholesOfLines.find(name => name === numbers[0]) : undefined;
  return isLine && whole !== undefined ? { linesOf: whole } : { of, isLine, per: per.map(labelOf) };
}

/** Fields that narrow a number down to one thing. */
const besideNumber: readonly string[] = ['client', 'site'];
