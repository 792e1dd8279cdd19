import type { Improvement } from '../../contract/improvement.js';
import { sliceName } from '../../reports/slice-name.js';
import { effectWords } from './actions.js';
import { textTable } from './result-table.js';

const mostLines = 10;

/** Improvement for the terminal: what to do first, and what follows. */
export function improvementText(shown: Improvement): string {
  const { client, period, evaluation } = shown;
  return [
    `${client}, ${period} (${evaluation.state}, revision ${evaluation.revision})`,
    ...rankingLines(shown),
    ...quadrantLines(shown),
    ...sliceLines(shown),
    ...signalLines(shown),
    ...gapLines(shown),
    ...creditLines(shown),
    ...actionLines(shown),
  ].join('\n');
}

function rankingLines({ ranking }: Improvement): readonly string[] {
  return ranking.flatMap(({ index, score, points, metrics }) => {
    const head = ['#', 'metric', 'weight', 'score', 'points', 'status', 'gap', 'short by'];
    const rows = metrics
      .filter(one => one.points > 0)
      .slice(0, mostLines)
      .map(one => [
        String(one.rank),
        one.metric,
        one.weight.toFixed(4),
        one.score.toFixed(2),
        one.points.toFixed(3),
        one.status ?? '',
        one.gap === null ? '' : String(Number(one.gap.toPrecision(4))),
        one.shortfall === null ? '' : String(one.shortfall),
      ]);
    const title = `${index}: ${score?.toFixed(2) ?? 'no score'}; ${points.toFixed(2)} points recoverable`;
    return ['', title, ...(rows.length === 0 ? [] : [textTable([head, ...rows], [0, 2, 3, 4, 6, 7])])];
  });
}

function quadrantLines({ quadrants }: Improvement): readonly string[] {
  return quadrants.flatMap(({ index, importance, cross_hairs, metrics }) => {
    const first = metrics.filter(({ quadrant }) => quadrant === 'concentrate_here').map(({ metric }) => metric);
    const how = `importance from ${importance}, cross-hairs at the ${cross_hairs}`;
    return first.length === 0 ? [] : ['', `${index}, concentrate here (${how}): ${first.join(', ')}`];
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

function sliceLines({ slices }: Improvement): readonly string[] {
  const lines = slices.map(one => {
    const p = one.p_adjusted === null ? '' : `, p ${one.p_adjusted.toPrecision(2)} (Holm, ${one.slices} slices)`;
    const most = one.is_most ? ', the most' : '';
    const verdict =
      one.is_more === null ? 'only failures name it' : one.is_more ? 'more than its share' : 'no more than chance gives';
    return `  ${one.metric}: ${sliceName('en', one.dimension, one.key)} has ${one.failed} (${percent(one.share_of_failures)}) of the failures${most}, with ${percent(one.share_of_volume)} of the volume: ${verdict}${p}`;
  });
  return lines.length === 0 ? [] : ['', 'Where failures lie:', ...lines];
}

function signalLines({ signals, consequences }: Improvement): readonly string[] {
  const lines = signals.map(({ metric, out, misses, since, significant }) => {
    const outside = out.map(({ period, side }) => `${period} ${side} than its limits`);
    const run = misses === 0 ? [] : [`${misses} in a row below standard since ${since ?? ''}`];
    const plain = significant === null ? [] : [significant ? 'significant' : 'may be chance'];
    return `  ${metric}: ${[...run, ...outside, ...plain].join('; ')}`;
  });
  const due = consequences.map(
    ({ metric, after, label, misses }) => `  ${metric}: ${misses} misses in a row (${after} agreed): ${label.en}`,
  );
  return [...(lines.length === 0 ? [] : ['', 'Signals:', ...lines]), ...(due.length === 0 ? [] : ['', 'Consequences:', ...due])];
}

function gapLines({ gaps: { largest_by_kind, largest } }: Improvement): readonly string[] {
  const lines = Object.entries(largest_by_kind).flatMap(([kind, gap]) =>
    gap === null ? [] : [`  ${kind}: ${gap.metric} ${gap.is} against ${gap.against}${gap === largest ? ' (the largest)' : ''}`],
  );
  return lines.length === 0 ? [] : ['', 'Largest of the five gaps:', ...lines];
}

function creditLines({ credits }: Improvement): readonly string[] {
  return credits.flatMap(({ credit, net, currency, lines, capped, undecided }) => [
    '',
    `Credit ${credit}: ${net} ${currency}${capped ? ', at its cap' : ''}${undecided > 0 ? `; ${undecided} could not be judged` : ''}`,
    ...lines.map(({ metric, step, amount, because }) => `  ${metric}: ${step ?? 'no step'}, ${amount ?? '–'} (${because})`),
  ]);
}

/** The service credits of a period for the terminal. */
export function creditsText(shown: Improvement): string {
  const lines = creditLines(shown).slice(1);
  if (lines.length > 0) return lines.join('\n');
  return `No credits are configured for ${shown.client} and periods such as ${shown.period} ("credits:" in config).`;
}

function actionLines({ actions }: Improvement): readonly string[] {
  const lines = actions.map(
    one => `  ${one.number} ${one.metric}: ${one.what}; ${one.overdue ? 'overdue' : one.state}; ${effectWords(one.effect)}`,
  );
  return lines.length === 0 ? [] : ['', 'Actions:', ...lines];
}
