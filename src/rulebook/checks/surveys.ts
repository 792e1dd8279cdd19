import { add, compare, decimalText, type Exact } from '../../facts/exact.js';
import { alikeTexts } from '../../facts/folded.js';
import type { PhraseTable } from '../../facts/phrases.js';
import { respondentGroups, type SurveyWave } from '../../facts/survey.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { surveyFaults } from '../../faults/surveys.js';
import type { Rule } from '../read.js';
import { clientFaults, type KnownObjects } from './known-objects.js';

/** A wave of an unknown client, or shares that do not add up to 1. */
export function surveyFaultsOf(rule: Rule<SurveyWave>, known: KnownObjects): readonly Fault[] {
  const { client, shares } = rule.value;
  const ofClient = client === undefined ? [] : clientFaults(rule, client, known, ['client']);
  if (shares === undefined) return ofClient;
  const sum = respondentGroups.reduce<Exact>((total, group) => add(total, shares[group]?.value ?? 0), 0);
  if (compare(sum, 1) === 0) return ofClient;
  const params = { wave: rule.value.wave, sum: decimalText(sum) };
  return [...ofClient, fault(surveyFaults, 'survey_shares_sum', params, rule.entry.spot.place(['shares']))];
}

/** Phrases of one language that are found as one, with different scores. */
export function phraseTableFaults({ value, entry }: Rule<PhraseTable>): readonly Fault[] {
  return (['zh', 'en'] as const).flatMap(language =>
    alikeTexts(Object.entries(value[language]), (a, b) => a === b).map(([first, second]) => {
      const params = { table: value.id, first, second };
      return fault(surveyFaults, 'phrase_alike', params, entry.spot.keyPlace([language, second]));
    }),
  );
}
