import type { ExclusionShown } from '../../evaluation/amendments.js';
import { digitsOf, shown } from '../../reports/number-format.js';
import { leftOut } from '../../reports/exclusion-text.js';
import { textTable } from '../result-table.js';
import type { Explanation, FactsExplained } from './explain.js';

const terminalRows = 50;

/** An explanation for the terminal. */
export function explanationText(explained: Explanation): string {
  const { evaluation, metric, definition, standard, counts } = explained;
  const { id, client, period, revision, state, as_of, as_of_batch } = evaluation;
  const facts = Object.entries(counts).map(([membership, count]) => `${count} ${membership}`);
  return [
    `${metric.label.en} (${metric.metric}), ${client}, ${period}`,
    `evaluation ${id}, revision ${revision}, ${state}; known at batch ${as_of_batch}, as of ${as_of}`,
    '',
    ...section('definition', definition.words),
    ...section('computed', definition.expressions),
    ...section('source', definition.source === null ? [] : [definition.source]),
    ...section('standard', [
      standard.applied ?? 'none',
      standard.why,
      ...standard.others.map(other => `not ${other.standard}: ${other.why}`),
    ]),
    ...section('counts', [`${facts.join(', ')} (groups, where the metric counts groups)`]),
    ...section('value', [explained.arithmetic]),
    ...section('calculated', given(explained.calculated_arithmetic)),
    ...section('override', overrideLines(explained)),
    ...section('raw', given(explained.raw_arithmetic)),
    ...section(
      'exclusions',
      explained.exclusions.flatMap(one => exclusionLines(one, explained.evaluation.time_zone)),
    ),
    ...section('status', [statusLine(explained)]),
    ...section('score', [explained.scored]),
    ...section('weights', explained.weights.length === 0 ? ['stands in no index'] : explained.weights.map(weightLine)),
    ...(explained.facts === undefined ? [] : ['', ...factLines(explained.facts)]),
  ].join('\n');
}

const width = 12;

/** A heading beside the first of its lines. */
const section = (name: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, i) => `${(i === 0 ? name : '').padEnd(width)}${line.replaceAll('\n', `\n${' '.repeat(width)}`)}`);

const given = (text: string | null): readonly string[] => (text === null ? [] : [text]);

interface Approval {
  readonly evidence: string;
  readonly requested_by: string;
  readonly requested_at: string;
  readonly approved_by: string;
  readonly approved_at: string;
  readonly dispute?: number;
}

/** Who asked for an amendment and who approved it, and what it refers to. */
const approvalLines = ({
  evidence,
  requested_by,
  requested_at,
  approved_by,
  approved_at,
  dispute,
}: Approval): readonly string[] => [
  ...(evidence === '' ? [] : [`  evidence: ${evidence}`]),
  `  asked for by ${requested_by} ${requested_at}, approved by ${approved_by} ${approved_at}${dispute === undefined ? '' : `, dispute ${dispute}`}`,
];

function overrideLines({ override, value, metric: { unit } }: Explanation): readonly string[] {
  if (override === null) return [];
  const agreed = value === null ? override.value : shown(unit, value, digitsOf(unit, value, []));
  return [`${override.override}: ${agreed}; ${override.reason}`, ...approvalLines(override)];
}

function exclusionLines(one: ExclusionShown, zone: string): readonly string[] {
  const { code, label, party } = one.reason;
  const what = leftOut(one, 'en', zone).join('; ');
  return [`${one.exclusion}: ${code} ${label.en} (${party}): ${what}`, ...approvalLines(one)];
}

function statusLine({ status, gap, shortfall, metric }: Explanation): string {
  const points = metric.unit === '%';
  const distance =
    gap === null
      ? ''
      : `, gap ${gap > 0 ? '+' : ''}${Number((points ? gap * 100 : gap).toPrecision(6))} ${points ? 'points' : metric.unit}`;
  return `${status.replace('_', ' ')}${distance}${shortfall === null || shortfall === 0 ? '' : `, ${shortfall} more had to pass`}`;
}

function weightLine({ index, path, share }: Explanation['weights'][number]): string {
  const percent = (part: number): string => `${Number((part * 100).toPrecision(6))} %`;
  const steps = path.map(({ id, weight, effective_weight }) =>
    weight === effective_weight ? `${id} ${percent(weight)}` : `${id} ${percent(effective_weight)} (declared ${percent(weight)})`,
  );
  return `${index}: ${steps.join(' → ')}; ${percent(share)} of the whole`;
}

function factLines({ memberships, total, file, rows }: FactsExplained): readonly string[] {
  const counted = `${total} ${total === 1 ? 'fact' : 'facts'} ${memberships.join(' or ')}`;
  if (file !== null) return [`${counted}, written to ${file}`];
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))].filter(
    name => name !== 'because' && rows.some(row => (row[name] ?? null) !== null),
  );
  const shown = rows.slice(0, terminalRows);
  const text = (value: unknown): string =>
    value === null || value === undefined ? '' : String(value as string | number | boolean);
  const head = [...names, 'because'];
  const lines = shown.map(row => head.map(name => text(row[name])));
  return [
    `${counted}:`,
    ...(shown.length === 0 ? [] : [textTable([head, ...lines])]),
    ...(total > shown.length ? [`${total - shown.length} more; --out FILE.csv writes all of them.`] : []),
  ];
}
