import type { RejectedRow, SettledRejects, Settling } from '../../contract/rejects.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { at, post } from '../rest.js';
import { filled } from '../words/en.js';
import { ChoiceField } from './choice-field.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';

interface Props {
  readonly batch: number;
  readonly rows: readonly RejectedRow[];
  /** The rows that are marked, by their numbers. */
  readonly marked: readonly string[];
  readonly done: () => void;
}

/** Rows that are settled at once by their numbers, at most. */
const mostSent = 200;

/** Settles marked rows, or all that were rejected for the same fault, with a reason. */
export function SettleRejects({ batch, rows, marked, done }: Props) {
  const { words } = useTranslation();
  const { rejects } = words;
  const [reason, setReason] = useState('');
  const [which, setWhich] = useState('marked');
  const { action, run, isBusy } = useAction<SettledRejects>();
  const faults = faultsOf(rows);
  const chosen = faults.find(one => one.id === which);
  const settle = (event: Event): void => {
    event.preventDefault();
    const body: Settling =
      which === 'left'
        ? { reason, left: true }
        : chosen === undefined
          ? { reason, rows: marked.slice(0, mostSent) }
          : { reason, fault: chosen.fault };
    void run(() => post<SettledRejects, Settling>(at`/imports/${String(batch)}/rejects/settle`, body)).then(answer => {
      if (answer === undefined) return;
      setReason('');
      setWhich('marked');
      done();
    });
  };
  const choices = [
    { value: 'marked', label: filled(rejects.marked, { count: Math.min(marked.length, mostSent) }) },
    { value: 'left', label: rejects.allLeft },
    ...faults.map(({ id, fault, row }) => ({
      value: id,
      label: filled(rejects.sameFault, { row, code: fault.code, column: fault.column ?? rejects.wholeRow }),
    })),
  ];
  return (
    <details class="settling" open={marked.length > 0 || action.state !== 'idle'}>
      <summary>{rejects.settleTitle}</summary>
      <p class="hint">{rejects.settleHint}</p>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && <Notice tone="good">{filled(rejects.settledNow, { count: action.answer.rows.length })}</Notice>}
      <form class="form-row" onSubmit={settle}>
        <ChoiceField
          label={rejects.whichRows}
          value={which === 'left' ? which : (chosen?.id ?? 'marked')}
          choices={choices}
          choose={setWhich}
        />
        <label class="field">
          <span>{rejects.reason}</span>
          <input required maxLength={500} value={reason} onInput={event => setReason(event.currentTarget.value)} />
        </label>
        <button type="submit" disabled={isBusy || (which !== 'left' && chosen === undefined && marked.length === 0)}>
          {rejects.settle}
        </button>
      </form>
    </details>
  );
}

interface SameFault {
  readonly id: string;
  readonly fault: { readonly code: string; readonly column: string | null };
  /** The first row that has it. */
  readonly row: string;
}

/** The faults of rows that wait to be mended, each once. */
function faultsOf(rows: readonly RejectedRow[]): readonly SameFault[] {
  const found = new Map<string, SameFault>();
  for (const { row, faults, imported_again: again, settled } of rows) {
    if (again !== null || settled !== null) continue;
    for (const { code, column } of faults) {
      const id = JSON.stringify([code, column]);
      if (!found.has(id)) found.set(id, { id, fault: { code, column }, row });
    }
  }
  return [...found.values()];
}
