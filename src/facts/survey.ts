import type { Exact } from './exact.js';
import { parsePeriod, type Reckoning } from './period.js';

/** What is asked of each item, in the order of a questionnaire. */
export const surveyAspects = ['satisfaction', 'importance', 'expectation'] as const;

export type SurveyAspect = (typeof surveyAspects)[number];

/** Who answers, those of the client first. */
export const respondentRoles = ['client', 'consignee', 'manager', 'staff', 'outsider'] as const;

export type RespondentRole = (typeof respondentRoles)[number];

/** How an answer is taken. */
export const surveyMethods = ['questionnaire', 'interview', 'callback'] as const;

export type SurveyMethod = (typeof surveyMethods)[number];

/** Who is asked, in the groups that shares and response rates speak of. */
export const respondentGroups = ['client', 'consignee', 'internal', 'outsider'] as const;

export type RespondentGroup = (typeof respondentGroups)[number];

/** The roles of answers that belong to each group. */
export const rolesOfGroup: Readonly<Record<RespondentGroup, readonly RespondentRole[]>> = {
  client: ['client'],
  consignee: ['consignee'],
  internal: ['staff', 'manager'],
  outsider: ['outsider'],
};

/** The group that a role belongs to; none for one that nobody knows. */
export const groupOfRole = (role: string): RespondentGroup | undefined =>
  respondentGroups.find(group => rolesOfGroup[group].some(one => one === role));

/** A round of a survey, as it was planned: whom it asked, which periods it is for, and how much each group's view counts. */
export interface SurveyWave {
  readonly wave: string;
  /** Every client where it is left out. */
  readonly client?: string;
  /** The periods it belongs to, such as 2026-06 or 2026-Q2. */
  readonly periods: readonly string[];
  readonly invited: Readonly<Partial<Record<RespondentGroup, number>>>;
  /** Add up to 1; no overall satisfaction by shares where they are left out. */
  readonly shares?: Readonly<Partial<Record<RespondentGroup, { readonly text: string; readonly value: Exact }>>>;
  /** The last day (`yyyy-MM-dd`) on which it still speaks for the client. */
  readonly stale_after?: string;
}

/** The waves that concern a client, its own before those of everybody under the same name. */
export function wavesOf(waves: readonly SurveyWave[], client: string): readonly SurveyWave[] {
  const own = waves.filter(wave => wave.client === client);
  return [...own, ...waves.filter(wave => wave.client === undefined && !own.some(one => one.wave === wave.wave))];
}

/** A stretch of time: instants, [from, to). */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The periods that a wave is for, as instants in the client's zone. */
export const spansOf = ({ periods }: Pick<SurveyWave, 'periods'>, reckoning: Reckoning): readonly Span[] =>
  periods.flatMap(id => parsePeriod(id, reckoning) ?? []);

/**
 * Whether a wave counts for a stretch of time: for a period of the wave, or for a longer stretch that holds the whole of such a
 * period.
 */
export const speaksFor = (wave: Pick<SurveyWave, 'periods'>, reckoning: Reckoning, { from, to }: Span): boolean =>
  spansOf(wave, reckoning).some(span => from <= span.from && span.to <= to);
