import type { AmendmentView, Effect, Exclusion, Proposal } from '../../contract/amendments.js';
import { dayText, localDay, startOfDay } from '../../facts/time.js';
import type { ExcludedFact } from '../../metrics/exclusion.js';
import { figureText } from './audit-diff.js';
import { textTable } from './result-table.js';

/** What an amendment changes, raw and adjusted side by side. */
export function effectText(effects: readonly Effect[]): string {
  if (effects.length === 0) return 'It changes no figure of the periods that were evaluated.';
  const head = ['period', 'metric', 'before', 'after', 'excluded', 'score', 'status'];
  const rows = effects.map(({ period, metric, unit, before, after }) => [
    period,
    metric,
    figureText(before, unit),
    figureText(after, unit),
    before.excluded === after.excluded ? String(after.excluded) : `${before.excluded} → ${after.excluded}`,
    before.score === after.score ? '' : `${before.score ?? '–'} → ${after.score ?? '–'}`,
    before.status === after.status ? after.status : `${before.status} → ${after.status}`,
  ]);
  return textTable([head, ...rows], [2, 3, 4]);
}

/** The revisions that are proposed, and how they come to be. */
export const proposalText = (client: string, proposed: readonly Proposal[]): readonly string[] =>
  proposed.map(
    ({ period, revision, evaluation }) =>
      `${client} ${period} is closed and stays so. Proposed is revision ${revision} (evaluation ${evaluation}): plumbline period reopen --period ${period} --client ${/^[\w.-]+$/.test(client) ? client : JSON.stringify(client)} --reason TEXT, then period close.`,
  );

/** Exclusions, overrides or disputes as a table. */
export function amendmentsText(kind: AmendmentView['kind'], all: readonly AmendmentView[]): string {
  if (all.length === 0) return `There are no ${kind}s.`;
  const head = [kind, 'client', 'state', 'about', 'why', 'requested by', 'decided by'];
  const rows = all.map(one => [
    String(one.number),
    one.client,
    one.state,
    aboutText(one),
    whyText(one),
    one.requested_by,
    one.decisions.at(-1)?.by ?? '–',
  ]);
  return textTable([head, ...rows], [0]);
}

/** One amendment, with everything that was said and decided. */
export function amendmentText(one: AmendmentView): string {
  const { kind, number, client, state, requested_by, requested_at, decisions } = one;
  const { evidence } = one.about;
  return [
    `${kind} ${number}  ${client}  ${state}`,
    `About: ${aboutText(one)}`,
    `Why: ${whyText(one)}`,
    ...(evidence === '' ? [] : [`Evidence: ${evidence}`]),
    `Requested by ${requested_by} at ${requested_at}.`,
    ...decisions.map(({ kind: decision, by, at, why }) => `${decision} by ${by} at ${at}${why === null ? '' : `: ${why}`}`),
  ].join('\n');
}

function aboutText(one: AmendmentView): string {
  if (one.kind === 'override') return `${one.about.metric} of ${one.about.period} is ${one.about.value}`;
  const { metrics, facts } = one.about;
  const place = one.kind === 'dispute' ? [] : Object.entries(one.about.where).map(([field, value]) => `${field} ${value}`);
  const time = one.kind === 'dispute' ? one.about.period : (one.about.period ?? windowText(one));
  return [factsText(facts), ...place, time, metrics.length === 0 ? 'all metrics' : metrics.join(', ')]
    .filter(text => text !== '')
    .join('; ');
}

/** A window in the client's days, the last one included; an end within a day stands as the instant it is. */
function windowText({ time_zone: zone, about: { from, to } }: Exclusion): string {
  const day = (at: number): string | undefined =>
    startOfDay(zone, localDay(zone, at)) === at ? dayText(localDay(zone, at)) : undefined;
  const end = to === undefined ? undefined : Date.parse(to);
  const last = end === undefined || day(end) === undefined ? undefined : dayText(localDay(zone, end - 1));
  return [
    ...(from === undefined ? [] : [`from ${day(Date.parse(from)) ?? from}`]),
    ...(to === undefined ? [] : [last === undefined ? `to before ${to}` : `to ${last}`]),
  ].join(' ');
}

function factsText(facts: readonly ExcludedFact[]): string {
  const numbers = [...new Set(facts.map(({ number, line }) => (line === undefined ? number : `${number} line ${line}`)))];
  return numbers.length > 3 ? `${numbers.slice(0, 3).join(', ')} and ${numbers.length - 3} more` : numbers.join(', ');
}

function whyText(one: AmendmentView): string {
  if (one.kind === 'dispute') return one.about.text;
  if (one.kind === 'override') return one.about.reason;
  const { code, label, party } = one.about.reason;
  return `${code} ${label.en} (${party})`;
}
