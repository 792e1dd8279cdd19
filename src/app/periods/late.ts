import { fileName } from '../../facts/file-name.js';
import type { LateTouch } from '../../contract/imports.js';
import type { LateBatch } from '../../contract/periods.js';
import type { FactKindName } from '../../facts/kinds.js';
import { speaksFor, wavesOf } from '../../facts/survey.js';
import { clientOf, type Workspace } from '../../rulebook/workspace.js';
import type { Transaction } from '../../store/connect.js';
import { batchByNumber } from '../../store/batches.js';
import type { BatchReport } from '../../store/facts/load.js';
import {
  batchesTouching,
  type ClientBatch,
  type Closing,
  closedBy,
  factsTouched,
  periodStandings,
  type WavesInside,
} from '../../store/periods.js';
import type { Deps } from '../deps.js';

/** The closed periods that a batch touches, by the order of their closing; of one that was only tried, its kind says whether answers are among them. */
export function lateTouches(
  { database, workspace }: Pick<Deps, 'database' | 'workspace'>,
  { batch, clients, kind: of }: Pick<BatchReport, 'batch' | 'clients'> & { readonly kind?: FactKindName },
): Promise<readonly LateTouch[]> {
  const { isBound, settings } = workspace;
  const isShown = (code: string): boolean => isBound !== true || settings.clients?.some(one => one.code === code) === true;
  return database.transaction(async tx => {
    const kind = of ?? (batch === null ? undefined : (await batchByNumber(tx, batch))?.kind);
    const touched: LateTouch[] = [];
    for (const standing of await periodStandings(tx)) {
      const closing = closedBy(standing);
      if (closing === undefined || !isShown(closing.client)) continue;
      const { client, period, revision, from, to } = closing;
      const waves = wavesInside(workspace, closing);
      const mayAnswer = kind === 'survey_answer' && waves.inside.length > 0;
      const own = clients.filter(
        one =>
          (one.client === client || one.client === '*') &&
          (mayAnswer || ((one.last_at ?? Number.NaN) >= from && (one.first_at ?? Number.NaN) < to)),
      );
      if (own.length === 0) continue;
      if (batch === null || kind === undefined) {
        touched.push({ client, period, revision });
        continue;
      }
      const facts = await countFacts(
        tx,
        { ...closing, waves },
        own.map(one => ({ client: one.client, batch, kind })),
      );
      if (facts > 0) touched.push({ client, period, revision, facts });
    }
    return touched;
  });
}

/** The survey waves that the present config assigns to a closed period: an evaluation made now would use them. */
function wavesInside(workspace: Workspace, { client: code, from, to }: Closing): WavesInside {
  const client = clientOf(workspace, code);
  const waves = wavesOf(workspace.rulebook.surveys ?? [], code);
  const inside = waves.filter(wave => speaksFor(wave, client, { from, to }));
  return { inside: inside.map(({ wave }) => wave), configured: waves.map(({ wave }) => wave) };
}

async function countFacts(
  tx: Transaction,
  { from, to, waves }: Pick<Closing, 'from' | 'to'> & { readonly waves: WavesInside },
  touching: readonly { readonly client: string; readonly batch: number; readonly kind: FactKindName }[],
): Promise<number> {
  let facts = 0;
  for (const one of touching) facts += await factsTouched(tx, { ...one, from, to, waves });
  return facts;
}

/** A batch that came after a closing, with how many facts of the period it touches; times are UTC milliseconds. */
type TouchingBatch = Omit<LateBatch, 'committed_at'> & Pick<ClientBatch, 'committed_at'>;

/** The batches that touched a period since it was closed. */
export async function lateBatches(tx: Transaction, workspace: Workspace, closing: Closing): Promise<readonly TouchingBatch[]> {
  const { client, batch: after, from, to } = closing;
  const waves = wavesInside(workspace, closing);
  const withAnswers = waves.inside.length > 0;
  const late = new Map<number, TouchingBatch>();
  for (const one of await batchesTouching(tx, { client, after, from, to, withAnswers })) {
    const facts = (await countFacts(tx, { ...closing, waves }, [one])) + (late.get(one.batch)?.facts ?? 0);
    if (facts > 0) late.set(one.batch, lateBatch(one, facts));
  }
  return [...late.values()];
}

const lateBatch = ({ batch, kind, file, committed_at, withdraws }: ClientBatch, facts: number): TouchingBatch => ({
  batch,
  kind,
  file: file === null ? null : fileName(file),
  committed_at,
  withdraws,
  facts,
});
