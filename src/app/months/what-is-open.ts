import { thawRules } from '../../evaluation/frozen.js';
import { metricOn } from '../../evaluation/wording.js';
import { dayText } from '../../facts/time.js';
import { neededFields } from '../../metrics/needed-fields.js';
import { hasStandIn, needsRecordedLosses } from '../../metrics/recorded-losses.js';
import { contractOn } from '../../standards/contract.js';
import { rulebookByHash } from '../../store/rulebooks.js';
import { noFigureText } from '../../words/no-figure.js';
import type { Deps } from '../deps.js';
import type { KnownOfMonth, WhatIsOpen } from './steps.js';

/**
 * Why facts of an evaluation could not be judged, by the rules that it was made by: of a measure without a figure which fields that takes, and
 * whether it goes by damage that is recorded. Undefined where all could be judged, or there is no data.
 */
export async function whatIsOpenBy(
  { database }: Deps,
  { evaluation, period }: Pick<KnownOfMonth, 'evaluation' | 'period'>,
  results: KnownOfMonth['results'],
): Promise<WhatIsOpen | undefined> {
  const isAsked = results.some(({ standard, counts }) => standard !== null && counts.undetermined > 0);
  if (evaluation === undefined || !isAsked) return undefined;
  const text = await database.transaction(tx => rulebookByHash(tx, evaluation.rules));
  if (text === undefined) throw new Error(`the rules of evaluation ${evaluation.id} are not there: ${evaluation.rules}`);
  const { client, rulebook } = thawRules(text);
  const day = dayText(period.lastDay);
  const metricOf = (id: string) => {
    const metric = rulebook.metrics.find(one => one.id === id);
    return metric && metricOn(rulebook, metric, client, day);
  };
  return {
    contract: contractOn(rulebook.contracts, client, day)?.id ?? null,
    whyNoFigure: result => {
      if (result.value !== null) return undefined;
      const neededOf = () => {
        const metric = metricOf(result.metric);
        return metric && neededFields(metric, rulebook.fields);
      };
      const en = noFigureText('en', result, neededOf);
      return en === '' ? undefined : { en, zh: noFigureText('zh', result, neededOf) };
    },
    needsLosses: ({ metric: id, counts }) => {
      const metric = counts.undetermined === 0 ? undefined : metricOf(id);
      return metric !== undefined && needsRecordedLosses(metric, rulebook.fields);
    },
    isNoneAgreed: ({ metric: id }) => {
      const metric = metricOf(id);
      return metric !== undefined && hasStandIn(metric, rulebook.fields);
    },
  };
}
