import { factKinds } from '../facts/kinds.js';
import type { Language } from '../facts/label.js';
import { nameIn } from '../words/name.js';
import { namesOf } from '../words/names.js';
import { plainText } from './plain-text.js';

/** Fields whose values are pseudonyms of persons. */
const personal = new Set(factKinds.flatMap(({ fields }) => fields.flatMap(one => (one.personal === true ? [one.name] : []))));

/** A slice as it is read: "carrier FastTrans"; of a person a short form of the pseudonym, which is said to be one. */
export function sliceName(language: Language, dimension: string, key: string): string {
  const label = nameIn(namesOf(language).dimensions, dimension);
  if (!personal.has(dimension)) return `${label} ${plainText(key, 60)}`;
  const short = key.slice(0, 8);
  return language === 'zh' ? `${label}（化名）${short}` : `${label} (pseudonym) ${short}`;
}
