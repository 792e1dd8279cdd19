import type { FormOf } from '../../contract/config-forms.js';
import type { PlainMap } from '../../rulebook/plain.js';
import type { WantedMap } from '../../rulebook/wanted.js';
import { asWanted, labelFrom, namesOf, orNull, textIn } from './labels.js';

/** A client in the fields of its form. */
export const clientForm = (plain: PlainMap): FormOf<'client'> => ({
  ...siteForm(plain),
  segment: textIn(plain['segment']),
  depth: typeof plain['depth'] === 'object' && plain['depth'] !== null ? 'by_branch' : textIn(plain['depth']),
});

/** A site in the fields of its form. */
export const siteForm = (plain: PlainMap): FormOf<'site'> => ({
  code: textIn(plain['code']),
  name: namesOf(plain[nameKey(plain)]),
  time_zone: textIn(plain['time_zone']),
  calendar: textIn(plain['calendar']),
});

/** The name may stand under either key; the first goes before. */
const nameKey = (plain: PlainMap): 'name' | 'label' => ('label' in plain && !('name' in plain) ? 'label' : 'name');

/** What a client is to say, by its form. */
export const wantedClient = (values: FormOf<'client'>, now: PlainMap): WantedMap => ({
  ...named(values, now),
  segment: orNull(values.segment),
  ...placed(values),
  ...(values.depth === 'by_branch' ? {} : { depth: orNull(values.depth) }),
});

/** What a site is to say, by its form. */
export const wantedSite = (values: FormOf<'site'>, now: PlainMap): WantedMap => ({ ...named(values, now), ...placed(values) });

function named({ code, name }: FormOf<'site'>, now: PlainMap): WantedMap {
  const key = nameKey(now);
  const isSame = sameNames(name, namesOf(now[key]));
  return { code: code.trim(), [key]: isSame ? asWanted(now[key]) : labelFrom(name) };
}

const sameNames = (one: { readonly en: string; readonly zh: string }, other: typeof one): boolean =>
  one.en === other.en && one.zh === other.zh;

const placed = ({ time_zone: zone, calendar }: FormOf<'site'>): WantedMap => ({
  time_zone: orNull(zone),
  calendar: orNull(calendar),
});
