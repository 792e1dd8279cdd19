import type { namesEn } from '../words/en.js';
import { error } from './entry.js';
import type { Phrase } from './phrase.js';

type WeightMethod = keyof typeof namesEn.weightMethods;

/** A comparison, and what the others imply in its place. */
interface Comparison {
  readonly row: string;
  readonly column: string;
  readonly judged: string;
  readonly implied: string;
}

/** Faults of deriving weights. */
export const weightFaults = {
  weight_below_zero: error<{ node: string; share: string }>(),
  weights_all_zero: error<{ of: string }>(),
  weights_not_normalised: error<{ of: string; sum: string }>({ command: () => '--normalise' }),
  matrix_incomplete: error<{ row: string; column: string }>(),
  matrix_cell_unreadable: error<{ row: string; column: string; value: string }>(),
  matrix_not_positive: error<{ row: string; column: string; value: string }>(),
  matrix_diagonal: error<{ node: string; value: string }>(),
  matrix_not_reciprocal: error<{ row: string; column: string; value: string; mirror: string; expected: string }>(),
  matrix_too_large: error<{ nodes: number; most: number }>(),
  matrix_inconsistent: error<{
    of: string;
    ratio: number;
    most: number;
    index: string;
    worst: readonly Comparison[];
  }>(),
  matrix_form: error<{ reason: Phrase }>(),
  shares_form: error<{ reason: Phrase }>(),
  nodes_unmatched: error<{ found: readonly string[]; levels: readonly string[]; unknown: string; known: readonly string[] }>(),
  entropy_too_few_periods: error<{ of: string; periods: number }>({ command: () => '--period 2026-05 --period 2026-06' }),
  entropy_negative: error<{ node: string }>(),
  entropy_all_constant: error<{ of: string; periods: number }>(),
  entropy_scores_missing: error<{ node: string; missing: readonly string[] }>(),
  entropy_not_evaluated: error<{ client: string; period: string }>({ command: p => `plumbline evaluate --period ${p.period}` }),
  importance_missing: error<{ nodes: readonly string[]; of: string; wave: string }>({ command: () => '--node ID' }),
  wave_unknown: error<{ wave: string; known: readonly string[] }>(),
  wave_several: error<{ waves: readonly string[] }>({ command: () => '--wave WAVE' }),
  role_share_wrong: error<{ given: string; known: readonly string[] }>(),
  role_shares: error<{ sum: string }>(),
  wave_shares_differ: error<{ wave: string; clients: readonly string[] }>({
    command: () => '--client CODE; --role client=0.7 --role consignee=0.3',
  }),
  mix_shares: error<{ sum: string }>({ command: () => '--mix ahp=0.6 --mix entropy=0.4' }),
  mix_share_wrong: error<{ given: string; known: readonly string[] }>(),
  method_unknown: error<{ given: string; known: readonly string[] }>(),
  method_input_missing: error<{ method: WeightMethod; input: string; command: string }>({ command: p => p.command }),
  index_unknown: error<{ index: string; known: readonly string[]; day: string }>(),
  index_node_unknown: error<{ node: string; index: string; known: readonly string[] }>(),
  nothing_derived: error<{ method: WeightMethod; index: string }>({ command: () => '--node ID' }),
  weights_of_parts: error<{ index: string; client: string | null; parts: readonly string[] }>({
    command: p => `plumbline contract show${p.client === null ? '' : ` --client ${p.client}`}`,
  }),
  weights_file_exists: error<{ file: string }>({ command: () => '--from DAY, --out FILE' }),
  what_if_kind: error<{ key: string; known: readonly string[] }>(),
  what_if_empty: error<object>(),
} as const;
