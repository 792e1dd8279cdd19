import type { AmendmentView, Exclusion } from '../../contract/amendments.js';
import type { Language } from '../../facts/label.js';
import { dayText, localDay, startOfDay } from '../../facts/time.js';
import type { ExcludedFact } from '../../metrics/exclusion.js';
import { nameIn } from '../../words/name.js';
import { namesZh } from '../../words/zh.js';
import { say } from '../../words/say.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';
import { timeText } from './time-text.js';

/** Exclusions, overrides or disputes as a table. */
export function amendmentsText(kind: AmendmentView['kind'], all: readonly AmendmentView[], language: Language): string {
  if (all.length === 0) return say(language, `There are no ${kind}s.`, `没有${namesZh.amendmentKinds[kind]}。`);
  const head = say(
    language,
    `${kind}|client|state|about|why|requested by|decided by`,
    '编号|客户|状态|针对|理由|申请人|决定人',
  ).split('|');
  const rows = all.map(one => [
    String(one.number),
    one.client,
    stateText(one, language),
    aboutText(one, language),
    whyText(one, language),
    one.requested_by,
    one.decisions.at(-1)?.by ?? '–',
  ]);
  return textTable([head, ...rows], [0]);
}

/** One amendment, with everything that was said and decided. */
export function amendmentText(one: AmendmentView, language: Language): string {
  const { kind, number, client, time_zone: zone, requested_by, decisions } = one;
  const requested_at = timeText(zone, one.requested_at);
  const { evidence } = one.about;
  const state = stateText(one, language);
  const about = aboutText(one, language);
  const why = whyText(one, language);
  return [
    `${amendmentName(kind, number, language)}  ${client}  ${state}`,
    say(language, `About: ${about}`, `针对：${about}`),
    say(language, `Why: ${why}`, `理由：${why}`),
    ...(evidence === '' ? [] : [say(language, `Evidence: ${evidence}`, `依据：${evidence}`)]),
    say(language, `Requested by ${requested_by} at ${requested_at}.`, `由 ${requested_by} 于 ${requested_at} 申请。`),
    ...decisions.map(decision => decisionText(decision, zone, language)),
  ].join('\n');
}

/** An amendment by its number: `exclusion 3`. */
export const amendmentName = (kind: AmendmentView['kind'], number: number, language: Language): string =>
  say(language, `${kind} ${number}`, `第 ${number} 号${namesZh.amendmentKinds[kind]}`);

const stateText = ({ kind, state }: AmendmentView, language: Language): string =>
  idOrName(language, kind === 'dispute' ? 'disputeStates' : 'amendmentStates', state);

function decisionText(decision: AmendmentView['decisions'][number], zone: string, language: Language): string {
  const { kind, by, why } = decision;
  const at = timeText(zone, decision.at);
  const remark = why === null ? '' : say(language, `: ${why}`, `：${why}`);
  return say(language, `${kind} by ${by} at ${at}${remark}`, `由 ${by} 于 ${at} ${namesZh.decisions[kind]}${remark}`);
}

function aboutText(one: AmendmentView, language: Language): string {
  if (one.kind === 'override') {
    const { metric, period, value } = one.about;
    return say(language, `${metric} of ${period} is ${value}`, `${period} 的 ${metric} 为 ${value}`);
  }
  const { metrics, facts } = one.about;
  const place = one.kind === 'dispute' ? [] : Object.entries(one.about.where).map(part => placeText(part, language));
  const time = one.kind === 'dispute' ? one.about.period : (one.about.period ?? windowText(one, language));
  const ofMetrics = metrics.length === 0 ? say(language, 'all metrics', '全部指标') : metrics.join(say(language, ', ', '、'));
  return [factsText(facts, language), ...place, time, ofMetrics].filter(text => text !== '').join(say(language, '; ', '；'));
}

const placeText = ([field, value]: readonly [string, string], language: Language): string =>
  say(language, `${field} ${value}`, `${nameIn(namesZh.dimensions, field)} ${value}`);

/** A window in the client's days, the last one included; an end within a day stands as the instant it is. */
function windowText({ time_zone: zone, about: { from, to } }: Exclusion, language: Language): string {
  const day = (at: number): string | undefined =>
    startOfDay(zone, localDay(zone, at)) === at ? dayText(localDay(zone, at)) : undefined;
  const end = to === undefined ? undefined : Date.parse(to);
  const last = end === undefined || day(end) === undefined ? undefined : dayText(localDay(zone, end - 1));
  const first = from === undefined ? undefined : (day(Date.parse(from)) ?? from);
  return [
    ...(first === undefined ? [] : [say(language, `from ${first}`, `自 ${first}`)]),
    ...(last === undefined ? [] : [say(language, `to ${last}`, `至 ${last}`)]),
    ...(last === undefined && to !== undefined ? [say(language, `to before ${to}`, `至 ${to} 之前`)] : []),
  ].join(' ');
}

function factsText(facts: readonly ExcludedFact[], language: Language): string {
  const named = ({ number, line }: ExcludedFact): string =>
    line === undefined ? number : say(language, `${number} line ${line}`, `${number} 行 ${line}`);
  const numbers = [...new Set(facts.map(named))];
  const separator = say(language, ', ', '、');
  if (numbers.length <= 3) return numbers.join(separator);
  const first = numbers.slice(0, 3).join(separator);
  return say(language, `${first} and ${numbers.length - 3} more`, `${first}等 ${numbers.length} 项`);
}

function whyText(one: AmendmentView, language: Language): string {
  if (one.kind === 'dispute') return one.about.text;
  if (one.kind === 'override') return one.about.reason;
  const { code, label, party } = one.about.reason;
  return say(language, `${code} ${label.en} (${party})`, `${code} ${label.zh}（${nameIn(namesZh.parties, party)}）`);
}
