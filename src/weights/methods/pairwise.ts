import { compare, divide, type Exact, toDouble } from '../../facts/exact.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';

/** One expert's comparisons: `judgements[i][j]` says how many times as important i is as j; null where nothing is said. */
export interface ExpertJudgements {
  /** As faults name it: the file. */
  readonly name: string;
  readonly nodes: readonly string[];
  readonly judgements: readonly (readonly (Exact | null)[])[];
}

/** A positive reciprocal matrix. */
export interface Comparisons {
  readonly nodes: readonly string[];
  readonly judgements: readonly (readonly number[])[];
}

// A reciprocal may be written as a decimal with two digits (1/7 as 0.14), not as another judgement.
const reciprocalTolerance = 0.05;

/** An expert's matrix as comparisons; every cell that is empty, not positive or no reciprocal of its mirror is a fault that names it. */
export function comparisons(judged: ExpertJudgements): Comparisons {
  const faults = judged.nodes.flatMap((row, i) =>
    judged.nodes.flatMap((column, j) => wrongCells(judged, [i, j], { row, column })),
  );
  if (faults.length > 0) throw new Stop(2, faults);
  const at = (i: number, j: number): number => toDouble(judged.judgements[i]?.[j] ?? 1);
  // Of a judgement and its reciprocal the one above 1 is what was said; the other may have been rounded.
  const exact = (i: number, j: number): number => (i === j ? 1 : at(i, j) >= at(j, i) ? at(i, j) : 1 / at(j, i));
  return { nodes: judged.nodes, judgements: judged.nodes.map((_, i) => judged.nodes.map((_, j) => exact(i, j))) };
}

function wrongCells(
  { name, judgements }: ExpertJudgements,
  [i, j]: readonly [number, number],
  { row, column }: { readonly row: string; readonly column: string },
): readonly Fault[] {
  const place = { file: name };
  const cell = judgements[i]?.[j] ?? null;
  if (cell === null) return [fault(weightFaults, 'matrix_incomplete', { row, column }, place)];
  if (compare(cell, 0) <= 0) return [fault(weightFaults, 'matrix_not_positive', { row, column, value: short(cell) }, place)];
  if (i === j) {
    return compare(cell, 1) === 0 ? [] : [fault(weightFaults, 'matrix_diagonal', { node: row, value: short(cell) }, place)];
  }
  const mirror = judgements[j]?.[i] ?? null;
  // Said once of each pair, where both cells can be compared at all.
  if (j < i || mirror === null || compare(mirror, 0) <= 0) return [];
  const isReciprocal = Math.abs(toDouble(cell) * toDouble(mirror) - 1) <= reciprocalTolerance;
  if (isReciprocal) return [];
  const params = { row, column, value: short(cell), mirror: short(mirror), expected: short(divide(1, cell)) };
  return [fault(weightFaults, 'matrix_not_reciprocal', params, place)];
}

const short = (value: Exact): string => judgementText(toDouble(value));

/** A judgement as people write it: 3, 1/3, 2.5. */
export function judgementText(value: number): string {
  const [over, sign] = value >= 1 || value <= 0 ? [value, ''] : [1 / value, '1/'];
  const shown = Number(over.toPrecision(3));
  return shown === 1 ? '1' : `${sign}${shown}`;
}

/** Several experts' comparisons of the same nodes as one: the geometric mean of each judgement, which stays reciprocal. */
export function combined([first, ...others]: readonly [Comparisons, ...(readonly Comparisons[])]): Comparisons {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const at = ({ nodes, judgements }: Comparisons, row: string, column: string): number =>
    judgements[nodes.indexOf(row)]?.[nodes.indexOf(column)] ?? 1;
  const mean = (row: string, column: string): number =>
    Math.exp(all.reduce((sum, one) => sum + Math.log(at(one, row, column)), 0) / all.length);
  const { nodes } = first;
  return { nodes, judgements: nodes.map(row => nodes.map(column => (row === column ? 1 : mean(row, column)))) };
}
