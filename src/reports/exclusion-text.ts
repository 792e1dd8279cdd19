import type { ExclusionShown } from '../evaluation/amendments.js';
import type { MetricResult } from '../evaluation/document.js';
import { kindOf } from '../facts/kinds.js';
import type { Language } from '../facts/label.js';
import { dayText, endOfDay, localDay, localText, startOfDay } from '../facts/time.js';
import { plainText } from './plain-text.js';
import { nameIn } from '../words/name.js';
import { namesOf } from '../words/names.js';
import { say } from '../words/say.js';

/** What an exclusion leaves out: facts, places and time, a line each; times by the clock of the zone. */
export function excludedInWords(exclusion: ExclusionShown, language: Language, zone: string): readonly string[] {
  const { dimensions } = namesOf(language);
  const facts = exclusion.facts.map(({ fact, field, number, line }) => {
    const fields = kindOf(fact).fields;
    const named = (name: string): string => fields.find(one => one.name === name)?.[language] ?? name;
    return `${named(field)} ${number}${line === undefined ? '' : say(language, `, ${named('line_no')} ${line}`, `，${named('line_no')} ${line}`)}`;
  });
  const where = Object.entries(exclusion.where).map(
    ([place, value]) => `${nameIn(dimensions, place)}${say(language, ': ', '：')}${String(value)}`,
  );
  const time = windowText(exclusion, language, zone);
  const all = exclusion.facts.length === 0 ? [say(language, 'All facts', '全部记录')] : [];
  return [...all, ...facts, ...where, ...(time === '' ? [] : [time])].map(text => plainText(text));
}

/** `2026-06-13 – 2026-06-17`, both days in; moments where it does not begin and end with a day. */
function windowText({ from, to }: ExclusionShown, language: Language, zone: string): string {
  const [first, last] = [from, to].map(iso => (iso === undefined ? undefined : Date.parse(iso)));
  const begin = first === undefined ? undefined : beginText(zone, first);
  const end = last === undefined ? undefined : endText(zone, last);
  if (begin !== undefined && end !== undefined) return begin === end ? begin : `${begin} – ${end}`;
  if (begin !== undefined) return say(language, `from ${begin}`, `自 ${begin}`);
  return end === undefined ? '' : say(language, `until ${end}`, `至 ${end}`);
}

function beginText(zone: string, at: number): string {
  const day = localDay(zone, at);
  return startOfDay(zone, day) === at ? dayText(day) : localText(zone, at);
}

function endText(zone: string, before: number): string {
  const day = localDay(zone, before - 1);
  return endOfDay(zone, day) === before - 1 ? dayText(day) : localText(zone, before);
}

/** The metrics that an exclusion is about, by their names. */
export function metricsOf({ metrics: ids }: ExclusionShown, metrics: readonly MetricResult[], language: Language): string {
  if (ids.length === 0) return say(language, 'All metrics', '全部指标');
  const names = ids.map(id => metrics.find(({ metric }) => metric === id)?.label[language] ?? id);
  return plainText(names.join(say(language, ', ', '、')), 2_000);
}
