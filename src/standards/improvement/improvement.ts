import { inForce, isInForce, matches, type Subject } from '../in-force.js';
import type { Dated, Expectation } from '../standard.js';
import { type Contract, contractOn } from '../contract.js';
import { type CreditRule, credits, type Credits } from './credits.js';
import { type FiveGaps, fiveGaps } from './five-gaps.js';
import { type FailingSlice, failingSlices } from './failing-slices.js';
import { isBelow, type DocumentedPeriod } from './documented.js';
import { type QuadrantRule, quadrants, type Quadrants } from './quadrants.js';
import { judgedLeaves, pointsByMetric, type Ranking, ranking } from './recoverable.js';
import { type Consequence, type ConsequenceDue, consequencesDue, type Signal, signals } from './signals.js';
import type { SurveyMean } from '../../metrics/survey-mean.js';

/** How an index's quadrants are made, where and when it is configured. */
export interface QuadrantSetting extends Dated, QuadrantRule {
  /** Every index where it is left out. */
  readonly index?: string;
}

/** The rules, as they were frozen, that improvement follows besides the documents. */
export interface ImprovementRules {
  readonly expectations: readonly Expectation[];
  readonly quadrants?: readonly QuadrantSetting[];
  readonly consequences?: readonly Consequence[];
  readonly credits?: readonly CreditRule[];
  readonly contracts?: readonly Contract[];
}

/** What is to be improved, where, and what follows: derived from documents and frozen rules, never stored. */
export interface Improvement {
  readonly ranking: readonly Ranking[];
  readonly quadrants: readonly Quadrants[];
  readonly slices: readonly FailingSlice[];
  readonly signals: readonly Signal[];
  readonly consequences: readonly ConsequenceDue[];
  readonly gaps: FiveGaps;
  readonly credits: readonly Credits[];
}

/** Everything that improvement is derived from. */
export interface ImprovementInput {
  readonly period: DocumentedPeriod;
  /** Earlier periods, oldest first. */
  readonly history: readonly DocumentedPeriod[];
  readonly rules: ImprovementRules;
  readonly subject: Subject;
  /** The period's last day, `yyyy-MM-dd`. */
  readonly lastDay: string;
  readonly grain: string;
  readonly surveyed: readonly SurveyMean[];
}

/** What a period, compared with those before it, says of improvement. */
export function improvement({ period, history, rules, subject, lastDay, grain, surveyed }: ImprovementInput): Improvement {
  const periods = [...history, period];
  const applies = (rule: Dated): boolean => isInForce(rule, lastDay) && matches(rule.scope, subject);
  const chosen = <R extends Dated>(all: readonly R[], nameOf: (rule: R) => string): readonly R[] =>
    chosenRules(all, nameOf, { subject, lastDay });
  const settings = chosen(rules.quadrants ?? [], ({ index = '' }) => index);
  const ruleOf = (index: string): QuadrantRule => {
    const { importance = 'weights', cross_hairs = 'mean' } =
      settings.find(one => one.index === index) ?? settings.find(one => one.index === undefined) ?? {};
    return { importance, cross_hairs };
  };
  const points = pointsByMetric(period);
  const rankings = period.indexes.map(index => ranking(index, judgedLeaves(period), points));
  return {
    ranking: rankings,
    quadrants: period.indexes.map((index, at) => quadrants(index, ruleOf(index.index), surveyed, rankings[at]?.metrics ?? [])),
    slices: period.metrics.filter(isBelow).flatMap(failingSlices),
    signals: signals(periods),
    consequences: consequencesDue(periods, (rules.consequences ?? []).filter(applies)),
    gaps: fiveGaps(period.metrics, {
      expectations: chosen(rules.expectations, ({ metric, role }) => JSON.stringify([metric, role])),
      surveyed,
    }),
    credits: creditsOf(rules, period.metrics, { subject, lastDay, grain }),
  };
}

/** The rules of credits by which a client's period is judged: those of its grain that are in force on its last day. */
export const creditRulesFor = (
  rules: Pick<ImprovementRules, 'credits' | 'contracts'>,
  { grain, ...on }: Pick<ImprovementInput, 'subject' | 'lastDay' | 'grain'>,
): readonly CreditRule[] =>
  chosenRules(creditsAgreed(rules, on.subject, on.lastDay), ({ id }) => id, on).filter(({ per }) => per === grain);

/** The service credits of a period that the rules in force on its last day give. */
export const creditsOf = (
  rules: Pick<ImprovementRules, 'credits' | 'contracts'>,
  metrics: DocumentedPeriod['metrics'],
  on: Pick<ImprovementInput, 'subject' | 'lastDay' | 'grain'>,
): readonly Credits[] => creditRulesFor(rules, on).map(rule => credits(rule, metrics));

/** Of rules by their names the one of each that is in force. */
const chosenRules = <R extends Dated>(
  all: readonly R[],
  nameOf: (rule: R) => string,
  { subject, lastDay }: Pick<ImprovementInput, 'subject' | 'lastDay'>,
): readonly R[] =>
  [...new Set(all.map(nameOf))].flatMap(
    name =>
      inForce(
        all.filter(rule => nameOf(rule) === name),
        subject,
        lastDay,
      ) ?? [],
  );

/** The credits that can hold: those of the contract in force alone, where it has any; else those that are in no contract. */
function creditsAgreed(
  { credits: all = [], contracts }: Pick<ImprovementRules, 'credits' | 'contracts'>,
  subject: Subject,
  day: string,
): readonly CreditRule[] {
  const contract = contractOn(contracts, { ...subject, code: subject.client }, day);
  const agreed = contract === undefined ? [] : all.filter(one => one.contract === contract.id);
  return agreed.length > 0 ? agreed : all.filter(one => one.contract === undefined);
}
