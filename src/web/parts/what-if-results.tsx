import type { MetricSide, PeriodOutcome, WhatIfAnswer } from '../../contract/weights.js';
import { useTranslation } from '../language.js';
import { scoreText, valueText } from '../number.js';
import { partName } from '../result.js';
import { filled } from '../words/en.js';
import { useClientNames } from './client-head.js';
import { ChangeHead, IndexChange } from './index-change.js';
import { Notice, Nothing } from './notice.js';
import { ScrollTable } from './scroll-table.js';
import { StatusBadge } from './status.js';

/** What other rules would have made of past periods: how often standards would have been met, and every figure that changes. */
export function WhatIfResults({ tried }: { readonly tried: WhatIfAnswer }) {
  const { words } = useTranslation();
  const { weighing } = words;
  return (
    <>
      {tried.later.map(({ title }) => (
        <Notice key={title} tone="warn">
          {filled(weighing.later, { title })}
        </Notice>
      ))}
      {!tried.evaluations.some(isOther) && <Nothing>{weighing.nothingChanges}</Nothing>}
      {tried.summary.length > 0 && <Summary tried={tried} />}
      <ChangedFigures evaluations={tried.evaluations} />
    </>
  );
}

const isOther = ({ metrics, measures, indexes }: PeriodOutcome): boolean => metrics.length + measures.length + indexes.length > 0;

/** Every figure that would be another, a table for each client's period. */
export function ChangedFigures({ evaluations }: { readonly evaluations: readonly PeriodOutcome[] }) {
  const translation = useTranslation();
  const { words, say } = translation;
  const names = useClientNames();
  return (
    <>
      {evaluations.some(({ left_out }) => left_out.length > 0) && <p class="hint">{words.weighing.leftOut}</p>}
      {evaluations.filter(isOther).map(outcome => {
        const { client, period, metrics, measures, indexes } = outcome;
        const figures = [
          ...metrics.map(one => ({ ...one, name: say(one.label) })),
          ...measures.map(one => ({ ...one, name: partName(one, translation) })),
        ];
        const title = `${names(client)}, ${period}`;
        return (
          <section key={title} class="card" aria-label={title}>
            <h2>{title}</h2>
            <CountedFrom of={outcome} />
            <ScrollTable caption={title} kind="effect">
              <ChangeHead about={[words.metric]} />
              <tbody>
                {indexes.map(({ index, label, before, after }) => (
                  <tr key={index}>
                    <th scope="row">{say(label)}</th>
                    <IndexChange before={before} after={after} />
                  </tr>
                ))}
                {figures.map(({ name, unit, before, after }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>
                      <MetricChange side={before} other={after} unit={unit} />
                    </td>
                    <td>
                      <MetricChange side={after} other={before} unit={unit} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </section>
        );
      })}
    </>
  );
}

/** From which data both figures are counted, and whether what the pages show is older. */
function CountedFrom({ of: { as_of_batch: batch, evaluated_batch: shown } }: { readonly of: PeriodOutcome }) {
  const { weighing } = useTranslation().words;
  const isOlder = shown !== null && shown !== batch;
  return (
    <p class="hint">
      {filled(weighing.countedFrom, { batch })} {isOlder && <strong>{filled(weighing.shownOlder, { batch: shown })}</strong>}
    </p>
  );
}

interface SideProps {
  readonly side: MetricSide;
  readonly other: MetricSide;
  readonly unit: string;
}

function MetricChange({ side, other, unit }: SideProps) {
  const { words, language } = useTranslation();
  if (side === null) return <span class="quiet">–</span>;
  const { value, status, score } = side;
  const sides = other === null || other.value === null ? [] : [other.value];
  return (
    <>
      <span class="strong">{value === null ? words.noData : valueText(unit, value, sides, language)}</span>{' '}
      <StatusBadge status={status} />
      {score !== null && (
        <span class="quiet">
          {' '}
          {words.figures.score} {scoreText(score)}
        </span>
      )}
    </>
  );
}

/** How often a metric had which status, as how often its standard was met. */
function Summary({ tried: { summary } }: { readonly tried: WhatIfAnswer }) {
  const translation = useTranslation();
  const { words, say } = translation;
  const { weighing } = words;
  const met = (counts: Readonly<Record<string, number>>): string =>
    filled(weighing.standardsMet, {
      met: counts['met'] ?? 0,
      all: Object.values(counts).reduce((sum, count) => sum + count, 0),
    });
  return (
    <section class="card" aria-label={weighing.met}>
      <h2>{weighing.met}</h2>
      <ScrollTable caption={weighing.met}>
        <ChangeHead about={[words.metric]} />
        <tbody>
          {summary.map(({ label, scope, before, after }) => {
            const name = scope === undefined ? say(label) : partName({ label, scope }, translation);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{met(before)}</td>
                <td>{met(after)}</td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
    </section>
  );
}
