import type { Evaluated, View } from '../../app/evaluation/evaluate.js';
import { type ClientJsonParts, clientJsonText, jsonPartsOf } from '../../app/evaluation/evaluation-json.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import type { Language } from '../../facts/label.js';
import { resultLines, titledResults } from './result-table.js';

/** How evaluations are printed. */
export interface Printing {
  readonly json: boolean;
  /** Metrics without data too. */
  readonly all: boolean;
  readonly language: Language;
}

/** What the terminal prints of a client's document. */
export interface SeenClient {
  readonly said: Pick<EvaluationDocument, 'client' | 'period' | 'as_of_batch'>;
  readonly results: string | ClientJsonParts;
  /** Whether a standard is missed, or near to it. */
  readonly misses: boolean;
}

/** Sees what is printed of a document. */
export const viewFor =
  ({ json, all, language }: Printing): View<SeenClient> =>
  (document, written) => ({
    said: written.head,
    results: json ? jsonPartsOf(written) : resultLines(document, language, all),
    misses: document.metrics.some(({ status }) => status === 'missed' || status === 'at_risk'),
  });

/** An evaluation as it is printed. */
export const printedClient = (
  { client, envelope, seen: { said, results } }: Evaluated<SeenClient>,
  { language }: Printing,
): string =>
  typeof results === 'string'
    ? titledResults({ ...envelope, ...said }, results, language)
    : clientJsonText(client, envelope, results);
