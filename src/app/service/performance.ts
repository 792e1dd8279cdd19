import type { Evaluation } from '../../evaluation/document.js';
import { contractOf, indexesAgreed } from '../../reports/handout/agreed.js';
import { indexesFor } from '../../reports/tree.js';
import type { ClientEvaluation, Performance } from '../../contract/evaluation.js';
import type { Transaction } from '../../store/connect.js';
import type { Deps } from '../deps.js';
import { clientJson } from '../evaluation/evaluation-json.js';
import { rulesOf } from '../periods/evaluation-to-show.js';
import { visibleDocument } from '../visible/documents.js';
import { type JsonText, jsonText } from '../visible/json-text.js';
import { type CacheKind, answerCacheOf } from '../visible/answer-cache.js';
import type { VisibleEvaluation } from '../visible/period-history.js';
import { documentForClient, ownDisputeNumbers, withoutInternal } from '../visible/own-disputes.js';
import { visibleEvaluation, visiblePeriod } from '../visible/visible-period.js';
import { seesInternal, type Visibility } from '../visible/visibility.js';

/** A client's evaluation as JSON text in UTF-8, and a tag that differs where two such texts differ. */
export interface PerformanceText {
  readonly text: JsonText<Performance>;
  /** The document's hash, then what its envelope adds to it and who reads it. */
  readonly etag: string;
}

/** The evaluation of a client's period that the caller is shown; of the newest period, when none is named. */
export async function performanceText(
  deps: Deps,
  visibility: Visibility,
  asked: { readonly client: string; readonly period?: string | undefined },
): Promise<PerformanceText> {
  return textOf(deps, visibility, await visiblePeriod(deps, visibility, asked));
}

/** The evaluation of an id, for who may see it. */
export async function evaluationText(deps: Deps, visibility: Visibility, id: string): Promise<PerformanceText> {
  return textOf(deps, visibility, await visibleEvaluation(deps, visibility, id));
}

// An evaluation never changes, so neither does its text; only which one is shown does.
const texts: CacheKind<PerformanceText> = { name: 'performance', most: 64_000_000, size: ({ text }) => text.body.length };

function textOf({ database }: Deps, visibility: Visibility, shown: VisibleEvaluation): Promise<PerformanceText> {
  const { hash, state, revision } = shown;
  const { isClient } = visibility;
  const isWhole = seesInternal(visibility);
  const etag = `${hash}.${revision}.${state}${isClient ? '.own' : isWhole ? '' : '.bound'}`;
  return answerCacheOf(database).lasting(texts, etag, () =>
    database.transaction(async tx => {
      const evaluation = await visibleDocument(tx, shown);
      const seen = isClient
        ? await shownToClient(tx, evaluation)
        : clientJson(isWhole ? evaluation : { ...evaluation, document: withoutInternal(evaluation.document) });
      const agreed = await agreedGroups(tx, evaluation);
      return { text: jsonText({ period: shown.period, ...seen, ...(agreed === undefined ? {} : { agreed }) }), etag };
    }),
  );
}

/** What the contract names, in its order and under its headings; undefined without a contract. */
async function agreedGroups(tx: Transaction, evaluation: Evaluation): Promise<Performance['agreed']> {
  if (evaluation.document.contract === undefined) return undefined;
  return contractOf({ ...(await rulesOf(tx, evaluation)), evaluation })?.measures.map(({ group, metrics }) => ({
    group,
    measures: metrics.map(({ metric, scope }) => ({ metric, scope: { ...scope } })),
  }));
}

/** Indexes down to the client's depth, under a contract its own alone, and no number that counts what is done for others. */
async function shownToClient(tx: Transaction, evaluation: Evaluation): Promise<ClientEvaluation> {
  const { document } = evaluation;
  const { client } = await rulesOf(tx, evaluation);
  const own = documentForClient(document, await ownDisputeNumbers(tx, document.client));
  const seen = clientJson({ ...evaluation, document: { ...own, indexes: indexesFor(client, indexesAgreed(document)) } });
  return { ...seen, evaluation: { ...seen.evaluation, ledger: null } };
}
