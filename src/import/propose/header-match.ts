import type { Field } from '../../facts/field.js';
import { factKinds, type FactKind } from '../../facts/kinds.js';
import { chinese } from './dictionary/chinese.js';
import type { Dictionary } from './dictionary/dictionary.js';
import { english } from './dictionary/english.js';
import { german } from './dictionary/german.js';
import { headerForm, type HeaderForm } from './header-form.js';

const dictionaries: readonly Dictionary[] = [english, german, chinese];

/** The headers that a field is known by, each with how much it says. */
type Known = ReadonlyMap<string, number>;

const certain = 1;
/** A word that several fields are known by. */
const doubtful = 0.6;
/** Less than this says nothing. */
const least = 0.4;

const remembered = new Map<string, Known>();

/** How well a header names a field, from 0 (not at all) to 1. */
export function headerMatch(header: HeaderForm, field: Field, kind: FactKind): number {
  const name = `${kind.name} ${field.name}`;
  let known = remembered.get(name);
  if (known === undefined) remembered.set(name, (known = knownHeaders(field, kind)));
  const whole = known.get(header.whole) ?? 0;
  const bare = 0.95 * (known.get(header.bare) ?? 0);
  return whole + bare > 0 ? Math.max(whole, bare) : similar(header.bare === '' ? header.whole : header.bare, known);
}

function knownHeaders(field: Field, kind: FactKind): Known {
  const found = new Map<string, number>();
  const add = (header: string, says: number): void => {
    const { whole } = headerForm(header);
    if (whole !== '') found.set(whole, Math.max(found.get(whole) ?? 0, says));
  };
  for (const header of [field.name, field.en, field.zh]) add(header, certain);
  const entries = dictionaries.flatMap(one => [one.any?.[field.name] ?? '', one[kind.name]?.[field.name] ?? '']);
  for (const entry of entries.flatMap(list => list.split('|'))) {
    const header = entry.trim();
    if (header.startsWith('~')) add(header.slice(1), doubtful);
    else add(header, certain);
  }
  // Where the dictionary knows better, an alias is as doubtful as it says.
  for (const alias of field.aliases) if (!found.has(headerForm(alias).whole)) add(alias, 0.9);
  return found;
}

/** A header that is nearly one that is known: with a word more or less, or, in Chinese, with a longer one. */
function similar(header: string, known: Known): number {
  let best = 0;
  const words = header.split(' ');
  for (const [name, says] of known) {
    const share = /\p{Script=Han}/u.test(header) ? containedShare(header, name) : sharedWords(words, name.split(' '));
    best = Math.max(best, 0.8 * says * share);
  }
  return best >= least ? best : 0;
}

/** How much of a Chinese header is the known one, at its end, where its noun stands. */
const containedShare = (header: string, name: string): number =>
  name.length >= 2 && header.endsWith(name) ? name.length / header.length : 0;

/** How much of the longer the shorter one is, where all of its words stand in the longer; the words for numbers and moments alone are none. */
function sharedWords(words: readonly string[], name: readonly string[]): number {
  const [shorter, longer] = words.length < name.length ? [words, name] : [name, words];
  if (shorter.every(word => word === 'no' || word === 'at') || !shorter.every(word => longer.includes(word))) return 0;
  return (2 * shorter.length) / (words.length + name.length);
}

let everyHeader: ReadonlySet<string> | undefined;

/** Whether a text is a heading that some field is known by. */
export function isKnownHeader(text: string): boolean {
  everyHeader ??= new Set(factKinds.flatMap(kind => kind.fields.flatMap(field => [...knownHeaders(field, kind).keys()])));
  const { whole, bare } = headerForm(text);
  return everyHeader.has(whole) || (bare !== '' && everyHeader.has(bare));
}
