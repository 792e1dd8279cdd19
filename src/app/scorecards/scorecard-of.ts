import type { Evaluation } from '../../evaluation/document.js';
import type { FrozenRules } from '../../evaluation/frozen.js';
import type { Label, Language } from '../../facts/label.js';
import { fileName } from '../../facts/file-name.js';
import { type BatchUsed, millisOf, type ScorecardInput } from '../../reports/input.js';
import { agreedMetrics } from '../../reports/handout/agreed.js';
import { clientHandout, type Handout } from '../../reports/handout/content.js';
import type { HouseStyle } from '../../reports/sheet.js';
import { type Scorecard, scorecard } from '../../reports/scorecard.js';
import { dayText, localDay } from '../../facts/time.js';
import { type WaveSummary, wavesOfPeriod, waveSummaries } from '../../reports/waves.js';
import { batchesOf } from '../../store/batches.js';
import type { Transaction } from '../../store/connect.js';
import { entryHash } from '../../store/ledger.js';
import { waveAnswers } from '../../store/survey-waves.js';
import { evidenceFor } from '../evaluation/evidence.js';
import { improvementOf } from '../improvement/improvement-of.js';
import { acknowledgedClosings } from './acknowledged-closings.js';
import { documentForClient, ownDisputeNumbers } from '../visible/own-disputes.js';
import { remarksOf } from '../periods/remarks.js';
import { visibleHistory } from '../periods/visible-history.js';

/** An evaluation to be laid out as its client's scorecard, with what the document itself does not say. */
export interface ScorecardSource {
  readonly evaluation: Evaluation;
  /** Evaluations of all earlier periods, oldest first. */
  readonly history: readonly Evaluation[];
  /** The rules that it was made by: what config says by now is nothing to it. */
  readonly rules: FrozenRules;
  readonly organisation: Label;
  readonly language: Language;
  /** How the firm wants it to look; plain where it is left out. */
  readonly house?: HouseStyle | undefined;
  /** UTC milliseconds. */
  readonly madeAt: number;
}

const evidenceLimit = 20_000;

/** The scorecard of an evaluation as every surface gives it, with the facts that failed and the batches that it has seen. */
export async function scorecardOf(tx: Transaction, given: ScorecardSource): Promise<Scorecard> {
  const { evaluation, rules, language, madeAt } = given;
  const { client, rulebook } = rules;
  const batches = (await batchesOf(tx, client.code, evaluation.document.as_of_batch)).map(
    (batch): BatchUsed => ({
      batch: batch.batch,
      file: fileName(batch.file ?? ''),
      sha256: batch.sha256 ?? '',
      fact: batch.kind,
      facts: batch.facts,
      committedAt: batch.committed_at,
    }),
  );
  // What the client does not see takes no room from what it sees.
  const metrics = agreedMetrics({ rulebook, client, evaluation });
  const shown = { ...evaluation, document: { ...evaluation.document, metrics } };
  const evidence = await evidenceFor(tx, shown, { rulebook, client, limit: evidenceLimit, language });
  const waves = await wavesOfEvaluation(tx, evaluation, rules);
  const closings = await acknowledgedClosings(tx, evaluation, momentOf(madeAt));
  return scorecard({
    ...(await firstPageInput(tx, given)),
    evidence,
    batches,
    ...(waves.length === 0 ? {} : { waves }),
    ...(given.house === undefined ? {} : { house: given.house }),
    ...(closings.length === 0 ? {} : { closings }),
  });
}

/** The first page of the scorecard of an evaluation, as content: what the sheet and the page of the browser show. */
export const handoutFor = async (tx: Transaction, given: ScorecardSource): Promise<Handout> =>
  clientHandout(await firstPageInput(tx, given));

/** What the first page of a scorecard is made of. */
async function firstPageInput(tx: Transaction, given: ScorecardSource): Promise<ScorecardInput> {
  const { evaluation, rules, organisation, language, madeAt } = given;
  const history = visibleHistory(rules, given);
  const { client, rulebook } = rules;
  const improvement = await improvementOf(tx, { evaluation, history, rules, at: momentOf(madeAt), isForClient: true });
  const own = await ownDisputeNumbers(tx, client.code);
  return {
    evaluation: { ...evaluation, document: documentForClient(evaluation.document, own) },
    history,
    client,
    organisation,
    rulebook,
    language,
    view: 'client',
    evidence: [],
    ledgerEntry: await entryHash(tx, evaluation.ledger),
    improvement,
    ...(await remarksOf(tx, evaluation, momentOf(madeAt))),
    madeAt,
  };
}

/** The waves that an evaluation's rules know, as answered at its batch and seen at its moment. */
async function wavesOfEvaluation(
  tx: Transaction,
  { document }: Evaluation,
  { client, rulebook }: FrozenRules,
): Promise<readonly WaveSummary[]> {
  const { surveys = [] } = rulebook;
  if (surveys.length === 0) return [];
  const answered = await waveAnswers(tx, { client: client.code, batch: document.as_of_batch });
  const day = dayText(localDay(client.time_zone, millisOf(document.as_of)));
  const period = { from: millisOf(document.from), to: millisOf(document.to) };
  return wavesOfPeriod(waveSummaries(surveys, client.code, answered, { day, zone: document.time_zone }), client, period);
}

// A workbook keeps the time at which it was made no finer than a second, and must be laid out again from that.
const momentOf = (madeAt: number): number => Math.floor((madeAt + 1) / 1000) * 1000 + 999;
