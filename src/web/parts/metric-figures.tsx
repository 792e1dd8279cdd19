import { noFigureText } from '../../words/no-figure.js';
import { referenceIn } from '../../words/reference-text.js';
import type { MetricResult } from '../../contract/evaluation.js';
import type { Figure } from '../../contract/figure.js';
import type { MetricView } from '../../contract/figures.js';
import type { ComponentChildren } from 'preact';
import { useTranslation } from '../language.js';
import { digitsOf } from '../../digits/digits.js';
import { countText, gapText, numberOf, scoreText, numberText } from '../number.js';
import { internalText, isAdjusted, levelText, levelsOf, quotientText, resultText, standardText } from '../result.js';
import { filled } from '../words/en.js';
import { Notice } from './notice.js';
import { StatusBadge, toneOf } from './status.js';
import { When } from './when.js';

/** A figure with everything that it is read by: standard, gap, interval, counts, and values that were replaced. */
export function MetricFigures({ shown: { result, needed } }: { readonly shown: MetricView }) {
  const translation = useTranslation();
  const { words, language } = translation;
  const { unit, value, status, standard, gap, score, interval, shortfall, counts, percentiles, significant } = result;
  const why = noFigureText(language, result, () => needed);
  const number = (one: number): string => numberText(unit, one, digitsOf(unit, one, levelsOf(standard)), language);
  const minimum = numberOf(standard?.minimum);
  return (
    <section class={`card figures ${toneOf(status)}`} aria-label={words.figures.value}>
      <div class="tile-value">
        <span class={value === null ? 'value value-none' : 'value'}>{resultText(result, translation)}</span>
        <StatusBadge status={status} />
        <span class="quiet">{words.statusMeanings[status]}</span>
      </div>
      {why !== '' && <Notice tone="warn">{why}</Notice>}
      <dl class="pairs wide">
        <Pair name={words.figures.standard} value={standardText(unit, standard, translation)} />
        <Pair name={words.figures.minimum} value={minimum === undefined ? '' : levelText(unit, minimum, translation)} />
        <Pair name={words.figures.gap} value={gap === null ? '' : gapText(unit, gap, language)} />
        <Pair
          name={words.figures.shortfall}
          value={shortfall === null || shortfall === 0 ? '' : filled(words.figures.shortBy, { count: countText(shortfall) })}
        />
        <Pair name={words.figures.score} value={score === null ? '' : `${scoreText(score)} ${words.figures.ofTen}`} />
        <Pair name={`${words.figures.numerator} / ${words.figures.denominator}`} value={quotientText(result, unit)} />
        <Pair name={words.figures.interval} value={interval === null ? '' : `${number(interval[0])} – ${number(interval[1])}`} />
        {Object.entries(percentiles ?? {}).map(([rank, at]) => (
          <Pair key={rank} name={`${rank}% ${words.figures.percentile}`} value={number(at)} />
        ))}
        <Pair name={words.figures.reference} value={referenceIn(language, standard?.reference ?? '')} />
        <Pair name={words.figures.internal} value={internalText(result, translation)} />
      </dl>
      {significant === true && <p class="quiet">{words.figures.significant}</p>}
      <ReplacedValues result={result} />
      {counts.undetermined + counts.undated > 0 && (
        <p class="quiet">
          {filled(words.metricPage.unknowns, {
            undetermined: countText(counts.undetermined),
            undated: countText(counts.undated),
          })}
        </p>
      )}
    </section>
  );
}

function Pair({ name, value }: { readonly name: string; readonly value: ComponentChildren }) {
  if (value === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** Values that an exclusion or an override replaced: they are still shown. */
function ReplacedValues({ result }: { readonly result: MetricResult }) {
  const translation = useTranslation();
  const { words } = translation;
  const { override, calculated, raw, counts, unit } = result;
  const line = (name: string, figure: Figure) => (
    <tr>
      <th scope="row">{name}</th>
      <td class="number strong">{resultText({ ...result, value: figure.value }, translation, result.value)}</td>
      <td class="number">{quotientText(figure, unit)}</td>
    </tr>
  );
  if (!isAdjusted(result) && override === undefined) return null;
  const adjusted = calculated ?? result;
  return (
    <div class="side-by-side">
      {counts.excluded > 0 && <p>{filled(words.metricPage.excludedNote, { count: countText(counts.excluded) })}</p>}
      {override !== undefined && (
        <p>
          {filled(words.metricPage.overrideNote, { by: override.approved_by, reason: override.reason })}{' '}
          {override.approved_at !== undefined && (
            <span class="quiet">
              <When at={override.approved_at} />
            </span>
          )}
        </p>
      )}
      <table>
        <caption class="hidden-text">{words.figures.raw}</caption>
        <tbody>
          {line(words.figures.raw, raw)}
          {isAdjusted(result) && line(override === undefined ? words.figures.adjusted : words.figures.calculated, adjusted)}
          {override !== undefined && !isAdjusted(result) && line(words.figures.calculated, adjusted)}
          {override !== undefined && line(words.figures.override, { numerator: null, denominator: null, value: result.value })}
        </tbody>
      </table>
    </div>
  );
}
