import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Language } from '../../facts/label.js';
import { writingFile } from '../../faults/disk.js';
import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import type { ScorecardLook } from '../../reports/scorecard-content.js';
import { workbookInThread } from '../../reports/writers/workbook-thread.js';
import { sha256 } from '../../store/ledger.js';
import type { Deps } from '../deps.js';
import { houseStyleOf } from '../scorecards/house-style.js';
import { gatheredAnnex, gatheredScorecard, quarterOf } from '../scorecards/kept-content.js';
import { periodHistoryOf } from '../visible/documents.js';
import { visiblePeriod } from '../visible/visible-period.js';
import { type CacheKind, answerCacheOf } from '../visible/answer-cache.js';
import { revisionsOf, type VisibleEvaluation } from '../visible/period-history.js';
import { checkClient, type Visibility } from '../visible/visibility.js';

/** A workbook that was made to be handed out, in a folder of its own. */
export interface ScorecardFile {
  readonly file: string;
  /** For who keeps it: client, period and revision, without what a file's name must not hold. */
  readonly name: string;
  /** To be called when it has been handed out. */
  readonly discard: () => Promise<void>;
}

/** Which scorecard is asked for. */
export interface ScorecardQuery {
  readonly client: string;
  readonly period: string;
  readonly revision?: number | undefined;
  readonly language?: Language | undefined;
  /** The workbook without it. */
  readonly form?: 'xlsx' | 'pdf' | undefined;
}

/** Finished workbooks that are kept to be handed out again. */
const workbooks: CacheKind<Uint8Array> = { name: 'workbooks', most: 64 * 1024 ** 2, size: bytes => bytes.length };

/**
 * The workbook of a stored evaluation; nothing is evaluated for it that is not stored. What it says is gathered once for all its files,
 * beside what is gathered for other clients; each file is made in a thread beside the program's own, one at a time because each may take
 * much memory, and handed out again as long as nothing is added to the ledger and no new day has begun.
 */
export async function writeVisibleScorecard(deps: Deps, visibility: Visibility, asked: ScorecardQuery): Promise<ScorecardFile> {
  const shown = await visibleEvaluationFor(deps, visibility, asked);
  const { organisation, language: usual } = deps.workspace.settings;
  const { language = usual, form = 'xlsx' } = asked;
  const house = await houseStyleOf(deps.workspace);
  const { client, period, id, hash, revision, state } = shown;
  const name = JSON.stringify([
    client,
    period,
    id,
    hash,
    revision,
    state,
    language,
    organisation,
    // The logo itself, which may change under the same name.
    sha256(JSON.stringify(house ?? null)),
    form,
    quarterOf(deps),
  ]);
  const bytes = await answerCacheOf(deps.database).current(workbooks, name, () =>
    made(deps, shown, { language, organisation, house }, form),
  );
  return handedOut(bytes, nameOf(shown, language, form));
}

async function visibleEvaluationFor(
  deps: Deps,
  visibility: Visibility,
  { client, period, revision }: ScorecardQuery,
): Promise<VisibleEvaluation> {
  if (revision === undefined) return visiblePeriod(deps, visibility, { client, period });
  await checkClient(deps, visibility, client);
  const periodEvaluations = (await periodHistoryOf(deps.database, client)).find(one => one.period === period);
  const shown =
    periodEvaluations === undefined
      ? undefined
      : revisionsOf(periodEvaluations, visibility).find(one => one.revision === revision);
  if (shown === undefined) throw new Stop(2, [fault(readFaults, 'revision_not_here', { client, period, revision })]);
  return shown;
}

async function made(deps: Deps, shown: VisibleEvaluation, look: ScorecardLook, form: 'xlsx' | 'pdf'): Promise<Uint8Array> {
  const gathered = await gatheredScorecard(deps, shown);
  const annex = form === 'pdf' ? {} : await gatheredAnnex(deps, shown, gathered);
  return workbookInThread({ form, look, content: { ...gathered.firstPage, ...annex } });
}

/** The bytes as a file in a folder of its own. */
async function handedOut(bytes: Uint8Array, name: string): Promise<ScorecardFile> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-scorecard-'));
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = path.join(folder, 'scorecard');
    await writingFile(file, () => writeFile(file, bytes));
    return { file, name, discard };
  } catch (failure) {
    await discard();
    throw failure;
  }
}

function nameOf({ client, period, revision, state }: VisibleEvaluation, language: Language, form: 'xlsx' | 'pdf'): string {
  const suffix = state === 'closed' ? (revision === 1 ? '' : `-revision-${revision}`) : '-provisional';
  const name = `${client}-${period}${suffix}`.replace(/[\p{C}\\/:*?"<>|%;]/gu, '_').replace(/^[. ]+/, '_');
  return `${[...name].slice(0, 120).join('')}.${language}.${form}`;
}
