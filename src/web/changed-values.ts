/** Something in a list of a form, by what tells it from the others there: a measure by its metric and part, a rule by its name. */
export interface Thing {
  /** `metric`, `name` or `day`, with what stands there, `group` with its name; a place in the list, from 1, where nothing tells. */
  readonly by: 'metric' | 'name' | 'day' | 'group' | 'place';
  readonly of: string;
  /** A site, carrier, lane or department, of which alone it is. */
  readonly part: string;
}

/** The way to a value: names of fields, and things in lists. */
export type Way = readonly (string | Thing)[];

/** What is another in a form than it was; `was` or `now` is empty where nothing is said. */
export interface ChangedValue {
  readonly way: Way;
  readonly was: string;
  readonly now: string;
  /** Of a thing that is in one of both alone. */
  readonly is?: 'new' | 'gone';
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : Array.isArray(value) ? value.join(', ') : '';

function thingOf(item: Fields, place: number): Thing {
  const part = ['site', 'carrier', 'lane', 'department'].map(name => textOf(item[name])).find(text => text !== '') ?? '';
  for (const by of ['metric', 'day', 'name'] as const) {
    const of = textOf(item[by]);
    if (of !== '') return { by, of, part };
  }
  const named = isFields(item['name']) ? textOf(item['name']['en']) || textOf(item['name']['zh']) : '';
  return named === '' ? { by: 'place', of: String(place + 1), part: '' } : { by: 'group', of: named, part: '' };
}

/** The things of a list by what tells them apart: of two that nothing tells apart the second has its place besides. */
function thingsOf(list: readonly unknown[]): ReadonlyMap<string, readonly [Thing, Fields]> {
  const found = new Map<string, readonly [Thing, Fields]>();
  for (const [place, item] of list.entries()) {
    if (!isFields(item)) continue;
    const thing = thingOf(item, place);
    const key = JSON.stringify(thing);
    found.set(found.has(key) ? `${key} ${place}` : key, [thing, item]);
  }
  return found;
}

/** The things of a list, where a group that stands in place of one that is gone is that one by another name. */
function renamed(before: ReadonlyMap<string, readonly [Thing, Fields]>, now: ReadonlyMap<string, readonly [Thing, Fields]>) {
  const [olds, news] = [[...before], [...now]];
  if (olds.length !== news.length) return now;
  return new Map(
    news.map(([key, one], place) => {
      const [oldKey, old] = olds[place] ?? [];
      const isAnother = oldKey !== undefined && !before.has(key) && !now.has(oldKey);
      return isAnother && one[0].by === 'group' && old?.[0].by === 'group' ? [oldKey, one] : [key, one];
    }),
  );
}

/** What changes in the values of a form, in their order; things of lists are compared with what they were, wherever they stand now. */
export function changedValues(was: unknown, now: unknown, way: Way = []): readonly ChangedValue[] {
  if (Array.isArray(was) && Array.isArray(now) && [...was, ...now].some(isFields)) return changedThings(was, now, way);
  if (isFields(was) && isFields(now))
    return [...new Set([...Object.keys(was), ...Object.keys(now)])].flatMap(name =>
      changedValues(was[name], now[name], [...way, name]),
    );
  const [before, after] = [textOf(was), textOf(now)];
  return before === after ? [] : [{ way, was: before, now: after }];
}

function changedThings(was: readonly unknown[], now: readonly unknown[], way: Way): readonly ChangedValue[] {
  const [before, after] = [thingsOf(was), renamed(thingsOf(was), thingsOf(now))];
  const only = (is: 'new' | 'gone', thing: Thing): ChangedValue => ({ way: [...way, thing], was: '', now: '', is });
  return [
    ...[...before].flatMap(([key, [thing, fields]]) => {
      const same = after.get(key);
      return same === undefined ? [only('gone', thing)] : changedValues(fields, same[1], [...way, thing]);
    }),
    ...[...after].flatMap(([key, [thing]]) => (before.has(key) ? [] : [only('new', thing)])),
  ];
}
