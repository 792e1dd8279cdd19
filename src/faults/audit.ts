import type { FactKindName } from '../words/en.js';
import { error } from './entry.js';
import type { Phrase } from './phrase.js';

/** An evaluation, of which client and period. */
export interface Named {
  readonly evaluation: string;
  readonly client: string;
  readonly period: string;
}

/** Faults of what an audit is asked for, and what it finds. */
export const auditFaults = {
  evaluation_unknown: error<{ given: string; near: string | undefined; isNoneMade: boolean }>({
    command: p => (p.isNoneMade ? 'plumbline evaluate --period P' : 'plumbline audit list'),
  }),
  evaluation_ambiguous: error<{ given: string; matching: readonly string[] }>(),
  evaluation_metric_unknown: error<Named & { metric: string; known: readonly string[] }>({
    command: p => `plumbline audit rerun ${p.evaluation}`,
  }),
  membership_unknown: error<{ given: string; known: readonly string[] }>(),
  evidence_file: error<{ given: string }>(),
  membership_needed: error<object>(),
  facts_of_none: error<{ name: string; kind: 'formula' | 'index'; parts: readonly string[] }>(),
  number_unknown: error<{ number: string; kind: FactKindName | undefined; near: string | undefined }>(),
  fact_kind_unknown: error<{ kind: string; known: readonly string[] }>(),
  ledger_broken: error<{ entry: number; reason: Phrase }>(),
  ledger_head_gone: error<{ entry: number; hash: string; last: number }>(),
  ledger_head_unreadable: error<{ given: string }>({ command: () => 'plumbline audit verify' }),
  batch_record_altered: error<{ batch: number; entry: number; field: string; expected: string; found: string }>(),
  batch_clients_altered: error<{ batch: number; recorded: string; found: string }>(),
  settled_rejects_altered: error<{ batch: number; row: string }>(),
  facts_unbrought: error<{ kind: FactKindName; batch: number; client: string; key: string; row: number; facts: number }>(),
  batch_missing: error<{ batch: number; entry: number }>(),
  batch_unrecorded: error<{ batch: number }>(),
  batch_facts_altered: error<{ batch: number; file: string | undefined; entry: number; expected: string; found: string }>({
    command: () => 'plumbline audit trace NUMBER',
  }),
  fact_altered: error<{ batch: number; client: string; key: string; row: number; reason: Phrase }>(),
  rules_missing: error<Named & { rulebook: string }>(),
  rules_altered: error<Named & { rulebook: string; found: string }>(),
  evaluation_altered: error<Named & { expected: string; found: string }>(),
  evaluation_record_altered: error<Named & { field: string; expected: string; found: string }>(),
  evaluation_unrecorded: error<Named & { entry: number }>(),
  evaluation_missing: error<Named & { entry: number }>(),
  config_text_altered: error<{ change: number; sha256: string }>(),
  evaluation_not_reproduced: error<
    Named & {
      by: 'sql' | 'rows';
      metric: string | null;
      field: string | null;
      character: number | null;
      expected: string | null;
      found: string | null;
    }
  >(),
  calculation_unknown: error<Named & { made: string; here: string }>(),
  evaluation_unreadable: error<Named & { reason: Phrase }>(),
  workbook_not_a_scorecard: error<{ reason: Phrase }>({ command: () => 'plumbline scorecard' }),
  pdf_not_a_scorecard: error<{ reason: Phrase }>({ command: () => 'plumbline scorecard --pdf' }),
  pdf_of_other_version: error<{ made: string; here: string }>({ command: () => 'plumbline scorecard --pdf' }),
  pdf_differs: error<{ byte: number }>({ command: () => 'plumbline scorecard --pdf' }),
  workbook_sheet_missing: error<{ sheet: string }>({ command: () => 'plumbline scorecard' }),
  workbook_cell_differs: error<{ cell: string; expected: string | null; found: string | null }>({
    command: () => 'plumbline scorecard',
  }),
} as const;
