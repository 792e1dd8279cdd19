import type { ClientEvaluation } from '../../contract/evaluation.js';
import type { Evaluation } from '../../evaluation/document.js';

/** One client's evaluation as the command line, REST and tests read it: envelope and inputs in `evaluation`, results as members next to it. */
export function clientJson({ id, hash, state, revision, ledger, made_at, document }: Evaluation): ClientEvaluation {
  const { client, metrics, measures, indexes, period: _, ...inputs } = document;
  return {
    client,
    evaluation: { id, hash, state, revision, ...inputs, ledger, made_at },
    metrics,
    ...(measures === undefined ? {} : { measures }),
    indexes,
  };
}
