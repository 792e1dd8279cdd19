import { thawRules } from '../../evaluation/frozen.js';
import { metricOn } from '../../evaluation/wording.js';
import { dayText } from '../../facts/time.js';
import { neededFields } from '../../metrics/needed-fields.js';
import { rulebookByHash } from '../../store/rulebooks.js';
import { noFigureText } from '../../words/no-figure.js';
import type { Deps } from '../deps.js';
import type { KnownOfMonth } from './steps.js';

/** Why measures of an evaluation have no figure, by the rules that it was made by; undefined where all have one, or no data. */
export async function whyNoFigureBy(
  { database }: Deps,
  { evaluation, period }: Pick<KnownOfMonth, 'evaluation' | 'period'>,
  results: KnownOfMonth['results'],
): Promise<KnownOfMonth['whyNoFigure']> {
  const isAsked = results.some(({ standard, value, counts }) => standard !== null && value === null && counts.undetermined > 0);
  if (evaluation === undefined || !isAsked) return undefined;
  const text = await database.transaction(tx => rulebookByHash(tx, evaluation.rules));
  if (text === undefined) throw new Error(`the rules of evaluation ${evaluation.id} are not there: ${evaluation.rules}`);
  const { client, rulebook } = thawRules(text);
  return result => {
    if (result.value !== null) return undefined;
    const neededOf = () => {
      const metric = rulebook.metrics.find(one => one.id === result.metric);
      return metric && neededFields(metricOn(rulebook, metric, client, dayText(period.lastDay)), rulebook.fields);
    };
    const en = noFigureText('en', result, neededOf);
    return en === '' ? undefined : { en, zh: noFigureText('zh', result, neededOf) };
  };
}
