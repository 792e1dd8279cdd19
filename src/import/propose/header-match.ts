import type { Field } from '../../facts/field.js';
import { factKinds, type FactKind } from '../../facts/kinds.js';
import { chinese } from './dictionary/chinese.js';
import type { Dictionary } from './dictionary/dictionary.js';
import { dutch } from './dictionary/dutch.js';
import { english } from './dictionary/english.js';
import { french } from './dictionary/french.js';
import { german } from './dictionary/german.js';
import { italian } from './dictionary/italian.js';
import { polish } from './dictionary/polish.js';
import { portuguese } from './dictionary/portuguese.js';
import { russian } from './dictionary/russian.js';
import { spanish } from './dictionary/spanish.js';
import { turkish } from './dictionary/turkish.js';
import { headerForm, type HeaderForm } from './header-form.js';

const dictionaries: readonly Dictionary[] = [
  english,
  german,
  chinese,
  dutch,
  french,
  russian,
  turkish,
  polish,
  spanish,
  portuguese,
  italian,
];

/** The headers that a field is known by, each with how much it says. */
type Known = ReadonlyMap<string, number>;

const certain = 1;
/** A word that several fields are known by. */
const doubtful = 0.6;
/** Less than this says nothing. */
const least = 0.4;

const remembered = new WeakMap<Field, Map<string, Known>>();

/** How well a header names a field, from 0 (not at all) to 1. */
export function headerMatch(header: HeaderForm, field: Field, kind: FactKind): number {
  const ofKinds = remembered.get(field) ?? new Map<string, Known>();
  remembered.set(field, ofKinds);
  let known = ofKinds.get(kind.name);
  if (known === undefined) ofKinds.set(kind.name, (known = knownHeaders(field, kind)));
  const whole = known.get(header.whole) ?? 0;
  const bare = 0.95 * (known.get(header.bare) ?? 0);
  // A narrow column breaks a word in two: Way-bill, Ship ment.
  const closed = header.whole.includes(' ') ? 0.9 * (known.get(header.whole.replaceAll(' ', '')) ?? 0) : 0;
  return whole + bare + closed > 0
    ? Math.max(whole, bare, closed)
    : similar(header.bare === '' ? header.whole : header.bare, known, field);
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

/** A header that is one that is known with more words around it. */
function similar(header: string, known: Known, field: Field): number {
  let best = 0;
  const words = header.split(' ');
  const isChinese = /\p{Script=Han}/u.test(header);
  for (const [name, says] of known) {
    const share = isChinese ? containedShare(header, name) : wordsShare(words, wordsOf(name), field);
    best = Math.max(best, 0.8 * says * share);
  }
  return best >= least ? best : 0;
}

const splitNames = new Map<string, readonly string[]>();

/** The words of a known header, which is held against every column. */
function wordsOf(name: string): readonly string[] {
  const known = splitNames.get(name);
  if (known !== undefined) return known;
  const words = name.split(' ');
  splitNames.set(name, words);
  return words;
}

/** How much of a Chinese header is the known one, at its end, where its noun stands. */
const containedShare = (header: string, name: string): number =>
  name.length >= 2 && header.endsWith(name) ? name.length / header.length : 0;

const vague = new Set(['no', 'at', 'name', 'code']);

/**
 * How much of a header a known one is, all of whose words stand in it; words that say nothing alone are none. Its last word says what a
 * header is about, a unit price is a price; but a moment is told by what happened, wherever that stands.
 */
function wordsShare(words: readonly string[], name: readonly string[], { type }: Field): number {
  if (name.every(word => vague.has(word)) || !name.every(word => words.includes(word))) return 0;
  const about = words.findLast(word => !vague.has(word));
  if (type !== 'instant' && (about === undefined || !name.includes(about))) return 0;
  return (2 * name.length) / (words.length + name.length);
}

let everyHeader: ReadonlySet<string> | undefined;

/** Whether a text is a heading that some field is known by. */
export function isKnownHeader(text: string): boolean {
  everyHeader ??= new Set(factKinds.flatMap(kind => kind.fields.flatMap(field => [...knownHeaders(field, kind).keys()])));
  const { whole, bare } = headerForm(text);
  return everyHeader.has(whole) || (bare !== '' && everyHeader.has(bare));
}
