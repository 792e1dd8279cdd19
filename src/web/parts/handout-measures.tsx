import type { Handout, HandoutMeasure } from '../../contract/handout.js';
import { useTranslation } from '../language.js';
import { countText, valueText } from '../number.js';
import type { Translation } from '../translation.js';
import { filled } from '../words/en.js';
import { TrendLine } from './sparkline.js';
import { type StackedColumn, StackedTable } from './stacked-table.js';
import { StatusBadge } from './status.js';

interface Props {
  readonly handout: Handout;
  readonly linkTo: (metric: string) => string;
}

/** The measures of a first page by group: each with its level, status, gap, trend, and the figures beside it. */
export function HandoutMeasures({ handout, linkTo }: Props) {
  const translation = useTranslation();
  const { words } = translation;
  const { groups, note, shows, basis } = handout;
  const hasFacts = groups.some(({ measures }) => measures.some(({ facts }) => facts !== null));
  const columns: readonly StackedColumn[] = [
    { label: words.handout.measure },
    { label: words.figures.value, isNumber: true },
    ...(hasFacts ? [{ label: words.handout.facts, isNumber: true }] : []),
    { label: basis === 'contract' ? words.handout.agreed : words.figures.standard, isNumber: true },
    { label: words.figures.status },
    { label: words.figures.gap, isNumber: true },
    { label: words.handout.trend },
    { label: words.handout.previous, isNumber: true },
    ...(shows.last_year ? [{ label: words.handout.lastYear, isNumber: true }] : []),
    ...(shows.year_to_date ? [{ label: words.handout.yearToDate, isNumber: true }] : []),
    ...(shows.comments ? [{ label: words.handout.comment }] : []),
  ];
  const otherTime = (one: HandoutMeasure, name: HandoutMeasure['not_counted'][number]): string =>
    one.not_counted.includes(name) ? words.handout.notCounted : (one[name]?.text ?? '–');
  const cellsOf = (one: HandoutMeasure) => [
    <Name key="name" measure={one} to={linkTo(one.metric)} />,
    <strong key="value">{one.value?.text ?? words.noData}</strong>,
    ...(hasFacts ? [one.facts === null ? null : countText(one.facts)] : []),
    one.level,
    one.status === null ? null : <StatusBadge key="status" status={one.status} />,
    one.gap === null ? null : <span class={one.gap.value < 0 ? 'worse' : ''}>{one.gap.text}</span>,
    hasTrend(one) ? <TrendLine points={one.trend} status={one.status} label={trendText(one, translation)} /> : null,
    one.previous?.text ?? '–',
    ...(shows.last_year ? [otherTime(one, 'last_year')] : []),
    ...(shows.year_to_date ? [otherTime(one, 'year_to_date')] : []),
    ...(shows.comments ? [one.comment === null ? null : <span class="as-written">{one.comment}</span>] : []),
  ];
  return (
    <section class="card" aria-label={words.handout.measures}>
      <h2 class="hidden-text">{words.handout.measures}</h2>
      {groups.length > 0 && (
        <StackedTable
          caption={words.handout.measures}
          kind="measures"
          columns={columns}
          groups={groups.map(({ title, measures }) => ({
            title,
            rows: measures.map(one => ({ key: one.name, cells: cellsOf(one) })),
          }))}
        />
      )}
      {note !== '' && <p class="hint">{note}</p>}
    </section>
  );
}

function Name({ measure: { name, note }, to }: { readonly measure: HandoutMeasure; readonly to: string }) {
  return (
    <>
      <a href={to}>{name}</a>
      {note !== '' && <span class="hint measure-note">{note}</span>}
    </>
  );
}

const hasTrend = ({ trend }: HandoutMeasure): boolean => trend.filter(({ value }) => value !== null).length > 1;

function trendText({ name, unit, trend }: HandoutMeasure, { words, language }: Translation): string {
  const points = trend.map(({ period, value, level }) => {
    const shown = value === null ? words.noData : valueText(unit, value, level === null ? [] : [level], language);
    return `${period}: ${shown}`;
  });
  return filled(words.handout.trendOf, { name, points: points.join('; ') });
}
