import type { ComparedEvaluation, Diff } from '../../../contract/audit-diff.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../../language.js';
import type { Translation } from '../../translation.js';
import { decimalText, gapText, scoreText, valueText } from '../../number.js';
import { Nothing } from '../../parts/notice.js';
import { Shown } from '../../parts/problem.js';
import { ScrollTable } from '../../parts/scroll-table.js';
import { quotientText } from '../../result.js';
import { useResource } from '../../resource.js';
import { withQuery } from '../../rest.js';
import { goQuery, type PageLocation } from '../../router.js';
import { TableHead } from '../../parts/table-head.js';

type MetricChanged = Diff['metrics'][number];
/** What is compared: of an index only the score. */
type Figures = Partial<MetricChanged['before']> & Pick<MetricChanged['before'], 'score'>;
type Cause = Omit<MetricChanged['causes'][number], 'before' | 'after'> & { readonly before: Figures; readonly after: Figures };
type Changed = Pick<MetricChanged, 'label' | 'unit'> & {
  readonly metric?: string;
  readonly index?: string;
  /** The part of the work, where it is about one. */
  readonly scope?: Diff['measures'][number]['scope'];
  readonly before: Figures;
  readonly after: Figures;
  readonly causes: readonly Cause[];
};

/** What changed between two evaluations of one period, figure by figure, with the causes. */
export function ComparePanel({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const [from, to] = [place.query.get('from') ?? '', place.query.get('to') ?? ''];
  const [one, setOne] = useState(from);
  const [other, setOther] = useState(to);
  const [diff, reload] = useResource<Diff>(from === '' || to === '' ? null : withQuery('/audit/diff', { from, to }));
  return (
    <>
      <form
        class="form-row"
        onSubmit={event => {
          event.preventDefault();
          goQuery({ tab: 'diff', from: one.trim(), to: other.trim() });
        }}
      >
        <label class="field">
          <span>{words.audit.diffFrom}</span>
          <input required value={one} aria-describedby="diff-hint" onInput={event => setOne(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{words.audit.diffTo}</span>
          <input required value={other} aria-describedby="diff-hint" onInput={event => setOther(event.currentTarget.value)} />
        </label>
        <button type="submit" class="main">
          {words.audit.run}
        </button>
      </form>
      <p id="diff-hint" class="hint">
        {words.audit.diffHint}
      </p>
      {from !== '' && to !== '' && (
        <Shown of={diff} retry={reload}>
          {data => <Differences diff={data} />}
        </Shown>
      )}
    </>
  );
}

function Differences({ diff }: { readonly diff: Diff }) {
  const translation = useTranslation();
  const { words } = translation;
  const changed: readonly Changed[] = [...diff.indexes, ...diff.metrics, ...diff.measures];
  const named = ({ client, period, revision, state, as_of_batch: batch }: ComparedEvaluation): string =>
    `${client} ${period}, ${words.revision} ${revision} (${words.states[state]}), ${words.batch} ${batch}`;
  return (
    <>
      <p>
        {named(diff.before)} → {named(diff.after)}
      </p>
      {changed.length + diff.credits.length === 0 ? (
        <Nothing>{words.audit.same}</Nothing>
      ) : (
        <ScrollTable caption={words.audit.diff}>
          <TableHead
            columns={[words.metric, { number: words.audit.before }, { number: words.audit.after }, words.audit.causes]}
          />
          <tbody>
            {changed.map(one => (
              <tr key={nameOf(one, translation)}>
                <th scope="row">{nameOf(one, translation)}</th>
                <td class="number">
                  <FigureCell of={one} figures={one.before} />
                </td>
                <td class="number strong">
                  <FigureCell of={one} figures={one.after} />
                </td>
                <td>
                  <Causes of={one} />
                </td>
              </tr>
            ))}
            {diff.credits.map(one => (
              <CreditRow key={one.credit} of={one} />
            ))}
          </tbody>
        </ScrollTable>
      )}
    </>
  );
}

/** A figure's name, with the part of the work that it is of. */
function nameOf({ label, scope = {} }: Changed, { words, say, language }: Translation): string {
  const names: Readonly<Record<string, string>> = words.improvement.dimensions;
  const parts = Object.entries(scope).map(([dimension, key]) => `${names[dimension] ?? dimension} ${key}`);
  return [say(label), ...parts].join(language === 'zh' ? '，' : ', ');
}

/** Service credits with what each cause did to them; negative is paid back to the client. */
function CreditRow({ of: { label, unit, before, after, causes } }: { readonly of: Diff['credits'][number] }) {
  const translation = useTranslation();
  const { words, say } = translation;
  const amount = (side: typeof before): string => (side === null ? '–' : `${decimalText(side.net)} ${unit}`);
  return (
    <tr>
      <th scope="row">{say(label)}</th>
      <td class="number">{amount(before)}</td>
      <td class="number strong">{amount(after)}</td>
      <td>
        <ul class="changes">
          {causes.map((cause, i) => (
            <li key={i}>
              {causeText(cause, translation)}:{' '}
              <strong>
                {cause.difference['net'] == null ? words.noData : `${decimalText(cause.difference['net'])} ${unit}`}
              </strong>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}

/** Why a figure differs, and by how much each cause changed it. */
function Causes({ of }: { readonly of: Changed }) {
  const translation = useTranslation();
  return (
    <ul class="changes">
      {of.causes.map((cause, i) => (
        <li key={i}>
          {causeText(cause, translation)}: <strong>{differenceText(of, cause, translation)}</strong>
          {countChangesText(of, cause, translation).map(text => (
            <span key={text} class="quiet">
              {' '}
              · {text}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** A figure with what it was divided from: two equal ones can differ in that. */
function FigureCell({ of, figures }: { readonly of: Changed; readonly figures: Figures }) {
  const translation = useTranslation();
  const { numerator, denominator } = figures;
  return (
    <>
      {figureText(of, figures, translation)}
      {of.unit !== undefined && numerator != null && denominator != null && (
        <div class="quiet small">{quotientText({ numerator, denominator }, of.unit)}</div>
      )}
    </>
  );
}

/** Facts that changed their membership, and percentiles that moved: both can change while the value stays the same. */
function countChangesText({ unit }: Changed, { before, after }: Cause, { words, language }: Translation): readonly string[] {
  const moved = (one: Readonly<Record<string, number>> = {}, other: Readonly<Record<string, number>> = {}) =>
    Object.keys({ ...one, ...other }).filter(name => one[name] !== other[name]);
  const named: Readonly<Record<string, string>> = words.memberships;
  const countsOf = ({ counts }: Figures): Readonly<Record<string, number>> => counts ?? {};
  const [was, is] = [countsOf(before), countsOf(after)];
  const counts = moved(was, is).map(name => `${named[name] ?? name} ${was[name] ?? 0} → ${is[name] ?? 0}`);
  const value = (of: Figures, name: string): string => {
    const at = of.percentiles?.[name];
    return at === undefined ? words.noData : valueText(unit, at, [], language);
  };
  const percentiles = moved(before.percentiles ?? {}, after.percentiles ?? {}).map(
    name => `p${name} ${value(before, name)} → ${value(after, name)}`,
  );
  return [...counts, ...percentiles];
}

function causeText({ cause, batch, file }: Pick<Cause, 'cause' | 'batch' | 'file'>, { words }: Translation): string {
  const named: Readonly<Record<string, string>> = words.audit.causeNames;
  return [named[cause] ?? cause, batch === null ? '' : `#${batch}`, file ?? ''].filter(Boolean).join(' ');
}

function figureText({ unit, before, after }: Changed, { value, score }: Figures, { words, language }: Translation): string {
  if (unit === undefined) return score === null ? words.figures.noScore : scoreText(score);
  if (value === null || value === undefined) return words.noData;
  const sides = [before.value, after.value].filter(side => side != null);
  return valueText(unit, value, sides, language);
}

function differenceText({ unit }: Changed, { difference, before, after }: Cause, { language, words }: Translation): string {
  const name = unit === undefined ? 'score' : 'value';
  const text = difference[name];
  if (text === null || text === undefined) return before[name] === after[name] ? words.audit.sameValue : words.noData;
  return gapText(unit ?? 'points', Number(text), language);
}
