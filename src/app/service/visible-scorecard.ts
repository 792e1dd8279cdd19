import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Language } from '../../facts/label.js';
import { fault } from '../../faults/make.js';
import { readFaults } from '../../faults/reads.js';
import { Stop } from '../../faults/stop.js';
import { writeScorecard } from '../../reports/writers/xlsx.js';
import { workbookEvaluations } from '../periods/workbook-history.js';
import type { Deps } from '../deps.js';
import { rulesOf } from '../periods/evaluation-to-show.js';
import { scorecardOf } from '../scorecards/scorecard-of.js';
import { visibleDocument, periodHistoryOf } from '../visible/documents.js';
import { visiblePeriod } from '../visible/visible-period.js';
import { answerCacheOf } from '../visible/answer-cache.js';
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
}

/** Makes the workbook of a stored evaluation; nothing is evaluated or kept for it. One is made at a time: each may take much memory. */
export async function writeVisibleScorecard(deps: Deps, visibility: Visibility, asked: ScorecardQuery): Promise<ScorecardFile> {
  const shown = await visibleEvaluationFor(deps, visibility, asked);
  return answerCacheOf(deps.database).alone(() => made(deps, shown, asked.language ?? deps.workspace.settings.language));
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

async function made({ database, workspace, clock }: Deps, shown: VisibleEvaluation, language: Language): Promise<ScorecardFile> {
  const madeAt = clock();
  const card = await database.transaction(async tx => {
    const rules = await rulesOf(tx, await visibleDocument(tx, shown));
    const then = await workbookEvaluations(tx, shown.id, rules, madeAt, shown.revision);
    if (then === undefined) throw new Error(`evaluation ${shown.id} is gone`);
    const { organisation } = workspace.settings;
    return scorecardOf(tx, { ...then, rules, organisation, language, madeAt });
  });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-scorecard-'));
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = path.join(folder, 'scorecard.xlsx');
    await writeScorecard(card, file);
    return { file, name: nameOf(shown), discard };
  } catch (failure) {
    await discard();
    throw failure;
  }
}

function nameOf({ client, period, revision, state }: VisibleEvaluation): string {
  const suffix = state === 'closed' ? (revision === 1 ? '' : `-revision-${revision}`) : '-provisional';
  const name = `${client}-${period}${suffix}`.replace(/[\p{C}\\/:*?"<>|%;]/gu, '_').replace(/^[. ]+/, '_');
  return `${[...name].slice(0, 120).join('')}.xlsx`;
}
