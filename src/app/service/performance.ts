import type { Evaluation } from '../../evaluation/document.js';
import { indexesFor } from '../../reports/tree.js';
import type { Performance } from '../../contract/evaluation.js';
import type { Deps } from '../deps.js';
import { clientJson } from '../evaluation/evaluation-json.js';
import { rulesOf } from '../periods/shown.js';
import { documentShown } from '../visible/documents.js';
import { type JsonText, jsonText } from '../visible/json-text.js';
import { type Kind, rememberedOf } from '../visible/remembered.js';
import type { Shown } from '../visible/period-history.js';
import { evaluationSeen, periodShown } from '../visible/period-shown.js';
import type { Sight } from '../visible/visibility.js';

/** A client's evaluation as JSON text in UTF-8, and a tag that differs where two such texts differ. */
export interface PerformanceText {
  readonly text: JsonText<Performance>;
  /** The document's hash, then what its envelope adds to it and who reads it. */
  readonly etag: string;
}

/** The evaluation of a client's period that the caller is shown; of the newest period, when none is named. */
export async function performanceText(
  deps: Deps,
  sight: Sight,
  asked: { readonly client: string; readonly period?: string | undefined },
): Promise<PerformanceText> {
  return textOf(deps, sight, await periodShown(deps, sight, asked));
}

/** The evaluation of an id, for who may see it. */
export async function evaluationText(deps: Deps, sight: Sight, id: string): Promise<PerformanceText> {
  return textOf(deps, sight, await evaluationSeen(deps, sight, id));
}

// An evaluation never changes, so neither does its text; only which one is shown does.
const texts: Kind<PerformanceText> = { name: 'performance', most: 64_000_000, size: ({ text }) => text.body.length };

function textOf({ database }: Deps, { isClient }: Sight, shown: Shown): Promise<PerformanceText> {
  const { hash, state, revision } = shown;
  const etag = `${hash}.${revision}.${state}${isClient ? '.client' : ''}`;
  return rememberedOf(database).lasting(texts, etag, () =>
    database.transaction(async tx => {
      const evaluation = await documentShown(tx, shown);
      const cut = isClient ? indexesFor((await rulesOf(tx, evaluation)).client, evaluation.document.indexes) : undefined;
      const seen: Evaluation =
        cut === undefined ? evaluation : { ...evaluation, document: { ...evaluation.document, indexes: cut } };
      return { text: jsonText({ period: shown.period, ...clientJson(seen) }), etag };
    }),
  );
}
