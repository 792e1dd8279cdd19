import type { Names } from './en.js';
import { nameIn } from './name.js';

type Origins = Pick<Names, 'provenance' | 'weightMethods' | 'respondentGroups'>;

/** Where derived weights come from, each part named in a language: `method ahp` as 方法 and 两两比较（AHP）. */
export const namedProvenance = (
  names: Origins,
  provenance: Readonly<Record<string, string>>,
): readonly (readonly [name: string, text: string])[] =>
  Object.entries(provenance).map(([key, text]) => [nameIn(names.provenance, key), partText(names, key, text)]);

function partText({ weightMethods, respondentGroups }: Origins, key: string, text: string): string {
  if (key === 'method') return nameIn(weightMethods, text);
  if (key === 'mix') return sharesText(text, weightMethods);
  return key === 'roles' ? sharesText(text, respondentGroups) : text;
}

/** `client 0.7; consignee 0.3` with the names of both. */
const sharesText = (text: string, names: Readonly<Record<string, string>>): string =>
  text
    .split('; ')
    .map(part => {
      const [id = '', ...share] = part.split(' ');
      return [nameIn(names, id), ...share].join(' ');
    })
    .join('; ');
