import { isScalar, isSeq, parseDocument } from 'yaml';
import { objectsIn } from './edited-object.js';
import { sorted } from './wanted.js';

/** What is said of a list of days, one line each. */
export interface Remarks {
  /** Of the list. */
  readonly above: readonly string[];
  /** Of a day or range, by its text. */
  readonly beside: ReadonlyMap<string, string>;
}

/** A text with remarks as comments above and beside the holidays of one of its calendars; those that are there stay. */
export function withRemarks(text: string, at: number, { above, beside }: Remarks): string {
  if (above.length === 0 && beside.size === 0) return text;
  const days = parseDocument(text).getIn(['calendars', at, 'holidays'], true);
  if (!isSeq(days) || days.flow === true) return text;
  const [first] = days.items;
  const own = days.items.flatMap(day => {
    const says = isScalar(day) ? beside.get(String(day.value)) : undefined;
    if (says === undefined || says === '' || !isScalar(day) || (day.comment ?? '') !== '') return [];
    return [{ place: day.range?.[1] ?? 0, put: ` # ${says}` }];
  });
  const line = isScalar(first) ? text.lastIndexOf('\n', first.range?.[0] ?? 0) + 1 : 0;
  const indent = ' '.repeat(text.slice(line).search(/\S/));
  const ofList = above
    .filter(says => says !== '' && !text.includes(`# ${says}\n`))
    .map(says => ({ place: line, put: `${indent}# ${says}\n` }));
  const made = [...ofList.toReversed(), ...own]
    .toSorted((a, b) => b.place - a.place)
    .reduce((now, { place, put }) => now.slice(0, place) + put + now.slice(place), text);
  // Text was put between text: only comments may have come.
  return sorted(objectsIn(made, calendars)) === sorted(objectsIn(text, calendars)) ? made : text;
}

const calendars = { list: 'calendars' } as const;
