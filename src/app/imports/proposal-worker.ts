import { parentPort } from 'node:worker_threads';
import type { FactKind, FactKindName } from '../../facts/kinds.js';
import type { LayoutProposal, ProposedField } from '../../faults/proposal.js';
import type { ColumnSeen } from '../../import/propose/columns-seen.js';
import { columnsOfFile, fieldOfColumn, proposal } from '../../import/propose/proposal.js';

/** What a proposal is made of: plain data. */
export interface ProposalTask {
  readonly file: Parameters<typeof proposal>[0];
  readonly kinds: readonly FactKind[];
  readonly asked: FactKindName | undefined;
  /** A column that somebody has chosen for a field of the kind that is asked for. */
  readonly chosen?: { readonly column: string | number; readonly field: string };
}

/** What comes of it: the layout that fits a file and its columns, or how the column that was chosen fills its field. */
export interface Proposed {
  readonly proposal: LayoutProposal | undefined;
  readonly columns: readonly ColumnSeen[];
  readonly field: ProposedField | undefined;
}

function proposed({ file, kinds, asked, chosen }: ProposalTask): Proposed {
  const columns = columnsOfFile(file);
  if (chosen === undefined) return { proposal: proposal(file, kinds, asked), columns, field: undefined };
  const kind = kinds.find(({ name }) => name === asked);
  return { proposal: undefined, columns, field: kind === undefined ? undefined : fieldOfColumn(file, kind, chosen) };
}

// Whoever started the thread gives it nothing else.
parentPort?.on('message', (task: ProposalTask) => parentPort?.postMessage(proposed(task)));
