import type { FaultPlace } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import { type Comparisons, judgementText } from './pairwise.js';
import { certain, normalised, type Weighed } from './weighed.js';

/** What the random index is taken from; part of a derived weight's provenance. */
export const randomIndexName = 'Saaty 2005';

/** Mean consistency index of random reciprocal matrices of order 3, 4, … 15. Source: T. L. Saaty, Theory and Applications of the Analytic Network Process (2005). */
const randomIndex = [0.52, 0.89, 1.11, 1.25, 1.35, 1.4, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59];

/** The most nodes that can be compared pair by pair. */
export const maxCompared = randomIndex.length + 2;

/** Comparisons that contradict each other more than this are not used. */
export const highestRatio = 0.1;

/** A comparison, and what the others together say instead. */
export interface Contradiction {
  readonly row: string;
  readonly column: string;
  readonly judged: number;
  readonly implied: number;
}

/** Weights from pairwise comparisons, and how consistent these are. */
export interface Hierarchy {
  /** The principal eigenvector as it is computed, adding up to 1. */
  readonly vector: readonly number[];
  readonly weighed: readonly Weighed[];
  /** The principal eigenvalue. */
  readonly lambda: number;
  readonly consistencyRatio: number;
  /** The comparisons that are furthest from what the others imply, the worst first; none where all agree. */
  readonly contradictions: readonly Contradiction[];
}

const manySteps = 10_000;
const closeEnough = 1e-15;

/**
 * The analytic hierarchy process: the principal eigenvector of a positive reciprocal matrix, by power iteration.
 * Source: T. L. Saaty, The Analytic Hierarchy Process (1980); for fewer than 3 nodes nothing can contradict, CR is 0.
 */
export function hierarchy({ nodes, judgements }: Comparisons): Hierarchy {
  const n = nodes.length;
  if (n > maxCompared) throw new Stop(2, [fault(weightFaults, 'matrix_too_large', { nodes: n, most: maxCompared })]);
  const { vector, lambda } = principal(judgements);
  const random = randomIndex[n - 3];
  // A consistent matrix has λ = n; what the last digits say beyond that is noise.
  const index = n < 3 || lambda - n < 1e-12 * n ? 0 : (lambda - n) / (n - 1);
  return {
    vector,
    weighed: normalised(nodes.map((node, i) => ({ node, share: certain(vector[i] ?? 0) }))),
    lambda,
    consistencyRatio: random === undefined ? 0 : index / random,
    contradictions: contradictions({ nodes, judgements }, vector),
  };
}

/** The weights of comparisons that agree well enough; a Stop that names the three worst comparisons where they do not. */
export function consistent(found: Hierarchy, of: string, place: FaultPlace = {}): Hierarchy {
  if (found.consistencyRatio <= highestRatio) return found;
  const worst = found.contradictions
    .slice(0, 3)
    .map(one => ({ ...one, judged: judgementText(one.judged), implied: judgementText(one.implied) }));
  const ratio = Math.ceil(found.consistencyRatio * 10_000) / 10_000;
  const params = { of, ratio, most: highestRatio, index: randomIndexName, worst };
  throw new Stop(2, [fault(weightFaults, 'matrix_inconsistent', params, place)]);
}

function principal(matrix: readonly (readonly number[])[]): { readonly vector: readonly number[]; readonly lambda: number } {
  let vector = matrix.map(() => 1 / matrix.length);
  let lambda = matrix.length;
  for (let step = 0; step < manySteps; step++) {
    const raw = matrix.map(row => row.reduce((sum, value, j) => sum + value * (vector[j] ?? 0), 0));
    lambda = raw.reduce((sum, value) => sum + value, 0);
    const next = raw.map(value => value / lambda);
    const moved = next.reduce((most, value, i) => Math.max(most, Math.abs(value - (vector[i] ?? 0))), 0);
    vector = next;
    if (moved < closeEnough) break;
  }
  return { vector, lambda };
}

function contradictions({ nodes, judgements }: Comparisons, vector: readonly number[]): readonly Contradiction[] {
  const pairs = nodes.flatMap((row, i) =>
    nodes.slice(i + 1).map((column, k) => {
      const j = i + 1 + k;
      const judged = judgements[i]?.[j] ?? 1;
      return { row, column, judged, implied: (vector[i] ?? 0) / (vector[j] ?? 1) };
    }),
  );
  const far = ({ judged, implied }: Contradiction): number => Math.abs(Math.log(judged / implied));
  return pairs.filter(one => far(one) > 1e-9).toSorted((a, b) => far(b) - far(a));
}
