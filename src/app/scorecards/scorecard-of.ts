import type { Evaluation } from '../../evaluation/document.js';
import type { FrozenRules } from '../../evaluation/frozen.js';
import { valueWords } from '../../facts/value-words.js';
import { kindOf, type OwnField } from '../../facts/kinds.js';
import type { Label, Language } from '../../facts/label.js';
import { fileName } from '../../facts/file-name.js';
import { type BatchUsed, type FilledShown, millisOf } from '../../reports/input.js';
import { agreedMetrics } from '../../reports/handout/agreed.js';
import { type Scorecard, scorecard } from '../../reports/scorecard.js';
import { type AnnexContent, type FirstPageContent, type ScorecardLook, scorecardInput } from '../../reports/scorecard-content.js';
import { dayText, localDay } from '../../facts/time.js';
import { programVersion } from '../../reports/writers/program-version.js';
import { type WaveSummary, wavesOfPeriod, waveSummaries } from '../../reports/waves.js';
import { batchesOf } from '../../store/batches.js';
import { filledFields } from '../../store/recorded.js';
import type { Database, Transaction } from '../../store/connect.js';
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
  /** UTC milliseconds. */
  readonly madeAt: number;
  /** Laid out with all earlier periods, as of an open month it formerly was. */
  readonly withOpenPeriods?: boolean | undefined;
}

const evidenceLimit = 20_000;

/** The scorecard of an evaluation as every surface gives it, with the facts that failed and the batches that it has seen. */
export async function scorecardOf(
  transaction: Database['transaction'],
  given: ScorecardSource,
  look: ScorecardLook,
): Promise<Scorecard> {
  const first = await firstPageOf(transaction, given);
  return scorecard(scorecardInput({ ...first, ...(await annexOf(transaction, given, [look.language])) }, look));
}

/** What the first sheet of an evaluation's scorecard says, and the first page of the browser. */
export const firstPageOf = (transaction: Database['transaction'], given: ScorecardSource): Promise<FirstPageContent> =>
  transaction(tx => firstPageIn(tx, given));

async function firstPageIn(tx: Transaction, given: ScorecardSource): Promise<FirstPageContent> {
  const { evaluation, rules, madeAt } = given;
  const history = given.withOpenPeriods === true ? given.history : visibleHistory(rules, given);
  const { client, rulebook } = rules;
  // The scorecard itself keeps what was not agreed from the client.
  const asked = { evaluation, history, rules, at: momentOf(madeAt), isForClient: true, isAgreedOnly: false };
  const improvement = await improvementOf(tx, asked);
  const own = await ownDisputeNumbers(tx, client.code);
  return {
    evaluation: { ...evaluation, document: documentForClient(evaluation.document, own) },
    history,
    client,
    rulebook,
    view: 'client',
    ledgerEntry: await entryHash(tx, evaluation.ledger),
    improvement,
    ...(await remarksOf(tx, evaluation, momentOf(madeAt))),
    madeAt,
  };
}

/** What the sheets behind the first say besides, the reasons of facts in these languages. */
export async function annexOf(
  transaction: Database['transaction'],
  { evaluation, rules, madeAt }: Omit<ScorecardSource, 'history'>,
  languages: readonly Language[],
): Promise<AnnexContent> {
  const { client, rulebook } = rules;
  const { batches, filled, waves, closings } = await transaction(async tx => ({
    batches: await batchesUsed(tx, evaluation),
    filled: await filledShown(tx, evaluation, rulebook.fields),
    waves: await wavesOfEvaluation(tx, evaluation, rules),
    closings: await acknowledgedClosings(tx, evaluation, momentOf(madeAt)),
  }));
  // What the client does not see takes no room from what it sees.
  const metrics = agreedMetrics({ rulebook, client, evaluation });
  const shown = { ...evaluation, document: { ...evaluation.document, metrics } };
  const asked = { rulebook, client, limit: evidenceLimit, languages };
  const evidence = await transaction(tx => evidenceFor(tx, shown, asked));
  return {
    program: programVersion(),
    evidence,
    batches,
    ...(filled.length === 0 ? {} : { filled }),
    ...(waves.length === 0 ? {} : { waves }),
    ...(closings.length === 0 ? {} : { closings }),
  };
}

async function batchesUsed(tx: Transaction, { document: { client, as_of_batch } }: Evaluation): Promise<readonly BatchUsed[]> {
  return (await batchesOf(tx, client, as_of_batch)).map(batch => ({
    batch: batch.batch,
    file: fileName(batch.file ?? ''),
    sha256: batch.sha256 ?? '',
    fact: batch.kind,
    facts: batch.facts,
    committedAt: batch.committed_at,
  }));
}

/** What layouts filled by themselves of the fields that decide figures; names and other texts decide none. */
async function filledShown(
  tx: Transaction,
  { document: { client, as_of_batch } }: Evaluation,
  own: readonly OwnField[],
): Promise<readonly FilledShown[]> {
  return (await filledFields(tx, client, as_of_batch)).flatMap(({ file, kind, filled }) =>
    filled.flatMap(({ field: name, value: text, where }): readonly FilledShown[] => {
      const how = { file: fileName(file ?? ''), value: valueWords(kind, name)?.[text] ?? { en: text, zh: text }, where };
      const field = kindOf(kind).fields.find(one => one.name === name);
      if (field !== undefined)
        return field.type === 'text' && field.oneOf === undefined ? [] : [{ label: labelOf(field), ...how }];
      const added = own.find(({ fact, id }) => fact === kind && id === name);
      return added === undefined || added.type === 'text' ? [] : [{ label: labelOf(added), ...how }];
    }),
  );
}

const labelOf = ({ en, zh }: Label): Label => ({ en, zh });

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
