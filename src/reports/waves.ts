import type { Period, Reckoning } from '../facts/period.js';
import { type RespondentGroup, respondentGroups, groupOfRole, speaksFor, type SurveyWave, wavesOf } from '../facts/survey.js';
import { dayText, localDay } from '../facts/time.js';

const year = 365 * 86_400_000;

/** What has been answered in a wave, by one role. */
interface Answered {
  readonly wave: string;
  readonly role: string;
  readonly respondents: number;
  readonly answers: number;
  readonly last_at: number | null;
}

/** One group of a wave: how many were asked, how many answered. */
export interface WaveGroup {
  readonly group: RespondentGroup;
  /** Null where it is not configured. */
  readonly invited: number | null;
  readonly respondents: number;
  readonly answers: number;
  /** respondents / invited; null where nobody knows how many were asked. */
  readonly response_rate: number | null;
  /** More answered than were invited: the number invited is wrong, or others answered too. */
  readonly more_than_invited: boolean;
  /** As configured, such as "60%". */
  readonly share: string | null;
}

/** A wave of a client's survey as it is shown. */
export interface WaveSummary {
  readonly wave: string;
  /** Null for one that answers name and no config does. */
  readonly periods: readonly string[] | null;
  readonly groups: readonly WaveGroup[];
  /** UTC milliseconds of the last dated answer. */
  readonly last_at: number | null;
  /** As configured, else a year after its last answer. */
  readonly stale_after: string | null;
  /** Past the last day on which it speaks for the client. */
  readonly stale: boolean;
}

/** The waves of a client as of a day (`yyyy-MM-dd`) in its zone: those configured, then those that only answers name. */
export function waveSummaries(
  configured: readonly SurveyWave[],
  client: string,
  answered: readonly Answered[],
  { day, zone }: { readonly day: string; readonly zone: string },
): readonly WaveSummary[] {
  const own = wavesOf(configured, client);
  const others = [...new Set(answered.map(one => one.wave))].filter(name => !own.some(({ wave }) => wave === name));
  const all: readonly (Partial<SurveyWave> & { readonly wave: string })[] = [...own, ...others.map(wave => ({ wave }))];
  return all.map(({ wave, periods, invited = {}, shares = {}, stale_after }) => {
    const answers = answered.filter(one => one.wave === wave);
    const dated = answers.flatMap(one => one.last_at ?? []);
    const last_at = dated.length === 0 ? null : Math.max(...dated);
    const until = stale_after ?? (last_at === null ? null : dayText(localDay(zone, last_at + year)));
    const groups = respondentGroups
      .map(group => groupShown(group, invited[group] ?? null, shares[group]?.text ?? null, answers))
      .filter(one => one.invited !== null || one.answers > 0 || one.share !== null);
    return {
      wave,
      periods: periods ?? null,
      groups,
      last_at,
      stale_after: until,
      stale: until !== null && day > until,
    };
  });
}

/** Whether a wave speaks for a period: as it is configured, else by when it was last answered. */
export const isOfPeriod = (
  { periods, last_at }: WaveSummary,
  reckoning: Reckoning,
  period: Pick<Period, 'from' | 'to'>,
): boolean =>
  periods === null
    ? last_at !== null && last_at >= period.from && last_at < period.to
    : speaksFor({ periods }, reckoning, period);

/** The waves of a period; where there is none, the last wave that has answers, to show how old it is. */
export function wavesOfPeriod(
  waves: readonly WaveSummary[],
  reckoning: Reckoning,
  period: Pick<Period, 'from' | 'to'>,
): readonly WaveSummary[] {
  const own = waves.filter(wave => isOfPeriod(wave, reckoning, period));
  if (own.length > 0) return own;
  const answered = waves.filter(({ last_at }) => last_at !== null);
  return answered.toSorted((a, b) => (b.last_at ?? 0) - (a.last_at ?? 0)).slice(0, 1);
}

function groupShown(
  group: RespondentGroup,
  invited: number | null,
  share: string | null,
  answers: readonly Answered[],
): WaveGroup {
  const own = answers.filter(one => groupOfRole(one.role) === group);
  const respondents = own.reduce((sum, one) => sum + one.respondents, 0);
  return {
    group,
    invited,
    respondents,
    answers: own.reduce((sum, one) => sum + one.answers, 0),
    response_rate: invited === null ? null : respondents / invited,
    more_than_invited: invited !== null && respondents > invited,
    share,
  };
}
