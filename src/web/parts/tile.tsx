import { useTranslation } from '../language.js';
import type { Translation } from '../translation.js';
import { countText, gapText } from '../number.js';
import { isAdjusted, judgedCount, resultText, type ShownResult, standardText } from '../result.js';
import { filled } from '../words/en.js';
import { type SparkPoint, Sparkline } from './sparkline.js';
import { StatusBadge, toneOf } from './status.js';

interface Props {
  readonly result: ShownResult;
  readonly to: string;
  readonly trend: readonly SparkPoint[];
}

/** A metric at a glance: value, status, standard, gap, its last months, and what the value does not hold. */
export function Tile({ result, to, trend }: Props) {
  const translation = useTranslation();
  const { words, say, language } = translation;
  const { unit, status, standard, gap, stage, value } = result;
  const agreed = standardText(unit, standard, translation);
  return (
    <article class={`card tile ${toneOf(status)}`}>
      <h3>
        <a href={to}>{say(result.label)}</a>
        {stage === 'trial' && <span class="tag">{words.figures.trial}</span>}
      </h3>
      <div class="tile-value">
        <span class={value === null ? 'value value-none' : 'value'}>{resultText(result, translation)}</span>
        <StatusBadge status={status} />
      </div>
      <dl class="pairs">
        {agreed !== '' && (
          <div>
            <dt>{words.figures.standard}</dt>
            <dd>{agreed}</dd>
          </div>
        )}
        {gap !== null && (
          <div>
            <dt>{words.figures.gap}</dt>
            <dd class={gap < 0 ? 'worse' : ''}>{gapText(unit, gap, language)}</dd>
          </div>
        )}
      </dl>
      <Sparkline points={trend} label={trendText(trend, result, translation)} />
      <TileNotes result={result} />
    </article>
  );
}

/** What is shown with a value: how many were judged, what is open, what was left out, what was overridden. */
export function TileNotes({ result }: { readonly result: ShownResult }) {
  const translation = useTranslation();
  const { words } = translation;
  const { counts, override, calculated, raw, value, kind, metric } = result;
  const notes: string[] = [];
  if (kind === 'proportion' && judgedCount(result) > 0) notes.push(`n = ${countText(judgedCount(result))}`);
  if (metric === 'open_overdue_rate' && result.numerator !== null) notes.push(`${result.numerator} ${words.figures.open}`);
  if (counts.undetermined > 0) notes.push(`${countText(counts.undetermined)} ${words.memberships.undetermined}`);
  if (counts.undated > 0) notes.push(`${countText(counts.undated)} ${words.memberships.undated}`);
  if (isAdjusted(result))
    notes.push(
      [
        `${countText(counts.excluded)} ${words.memberships.excluded}`,
        ...(raw === undefined ? [] : [`${words.figures.raw} ${resultText({ ...result, value: raw.value }, translation, value)}`]),
      ].join('; '),
    );
  if (override !== undefined)
    notes.push(
      `${words.figures.override}; ${words.figures.calculated} ${resultText({ ...result, value: calculated?.value ?? null }, translation, value)}`,
    );
  if (notes.length === 0) return null;
  return <p class="tile-notes">{notes.join(' · ')}</p>;
}

function trendText(trend: readonly SparkPoint[], { unit }: Pick<ShownResult, 'unit'>, translation: Translation): string {
  const pointTexts = trend.map(
    ({ period, result }) =>
      `${period}: ${result === undefined ? translation.words.statuses.not_evaluated : resultText({ unit, value: result.value, standard: result.standard }, translation)}`,
  );
  return `${filled(translation.words.clientPage.trendOf, { count: trend.length })}. ${pointTexts.join('; ')}`;
}
