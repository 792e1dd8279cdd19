import type { FactKindName, namesEn } from '../words/en.js';
import { error } from './entry.js';
import type { Phrase } from './phrase.js';

/** A name in both languages. */
interface Label {
  readonly en: string;
  readonly zh: string;
}

/** What can be asked for in the open. */
export type AmendmentKind = keyof typeof namesEn.amendmentKinds;

/** How an amendment stands. */
export type AmendmentState = keyof typeof namesEn.amendmentStates;

/** The facts that fail a metric in a period, by their numbers. */
export interface FailedFacts {
  readonly metric: string;
  /** The first of them. */
  readonly numbers: readonly string[];
  /** How many there are in all; of numbers that are not among the first, each line counts. */
  readonly total: number;
}

/** An exclusion, override or dispute by its number. */
export interface Of {
  readonly kind: AmendmentKind;
  readonly number: number;
}

/** The exclusion that accepting a dispute made, and how it stands. */
export interface ExclusionMade {
  readonly number: number;
  readonly state: AmendmentState;
}

/** The command of a kind: `plumbline exclude` is that of exclusions. */
const commandOf = (kind: AmendmentKind): string => (kind === 'exclusion' ? 'exclude' : kind);

/** What can be typed to go on with an exclusion or override as it stands; nothing where it is over. A dispute is never revoked. */
function commandsAbout(kind: AmendmentKind, number: number, state: AmendmentState): string | undefined {
  if (kind === 'dispute') return undefined;
  const command = `plumbline ${commandOf(kind)}`;
  if (state === 'approved') return `${command} revoke ${number} --why TEXT`;
  return state === 'requested' ? `${command} approve ${number}; ${command} refuse ${number} --why TEXT` : undefined;
}

/** Faults of exclusions, overrides and disputes. */
export const amendmentFaults = {
  amendment_unknown: error<Of & { known: readonly number[] }>({ command: p => `plumbline ${commandOf(p.kind)} list` }),
  amendment_number: error<{ kind: AmendmentKind; given: string }>({ command: p => `plumbline ${commandOf(p.kind)} list` }),
  amendment_decided: error<Of & { state: AmendmentState; by: string; at: string; exclusion: ExclusionMade | undefined }>({
    command: p => {
      if (p.kind !== 'dispute') return commandsAbout(p.kind, p.number, p.state);
      return p.exclusion === undefined ? undefined : commandsAbout('exclusion', p.exclusion.number, p.exclusion.state);
    },
  }),
  amendment_not_approved: error<Of & { state: AmendmentState }>({ command: p => commandsAbout(p.kind, p.number, p.state) }),
  amendment_four_eyes: error<Of & { actor: string }>({ command: () => '--as NAME' }),
  amendment_text_missing: error<{ input: string; why: Phrase }>({ command: p => `--${p.input} TEXT` }),
  exclusion_reason_unknown: error<{
    code: string;
    client: string;
    day: string | undefined;
    number: string | undefined;
    metric: string | undefined;
    known: readonly string[];
  }>(),
  exclusion_reason_inexcusable: error<{ code: string; label: Label; party: string; known: readonly string[] }>(),
  exclusion_unbounded: error<object>({ command: () => '--fact NUMBER; --period P; --from DAY --to DAY' }),
  exclusion_window: error<{ from: string | undefined; to: string | undefined }>(),
  exclusion_window_twice: error<{ period: string }>(),
  exclusion_of_formula: error<{ metric: string; parts: readonly string[] }>(),
  exclusion_place_unknown: error<{
    field: keyof typeof namesEn.dimensions;
    value: string;
    client: string;
    near: string | undefined;
  }>({
    command: () => 'plumbline audit trace NUMBER',
  }),
  exclusion_line_unknown: error<{ number: string; line: string }>({ command: () => 'plumbline audit trace NUMBER' }),
  exclusion_fact_unknown: error<{ number: string; client: string; kinds: readonly FactKindName[]; near: string | undefined }>({
    command: () => '--kind KIND; plumbline audit trace NUMBER',
  }),
  override_value: error<{ given: string; metric: string; unit: string }>(),
  override_impossible: error<{ given: string; metric: string; unit: string }>(),
  dispute_without_effect: error<{ client: string; period: string }>(),
  dispute_of_nothing: error<object>({ command: () => '--metric ID, --fact NUMBER' }),
  dispute_without_facts: error<{ dispute: number; client: string; period: string; failed: readonly FailedFacts[] }>({
    command: p => {
      const list =
        p.failed[0] === undefined
          ? ''
          : `; plumbline audit explain ${p.client}:${p.period} ${p.failed[0].metric} --membership failed`;
      return `--fact NUMBER${list}`;
    },
  }),
  dispute_of_other_facts: error<{ dispute: number; others: readonly string[]; named: readonly string[] }>({
    command: () => 'plumbline exclude request --fact NUMBER',
  }),
  dispute_too_late: error<{ client: string; period: string; closed: string; days: number }>(),
  dispute_too_early: error<{ client: string; period: string }>(),
} as const;
