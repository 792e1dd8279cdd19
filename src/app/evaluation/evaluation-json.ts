import type { ClientEvaluation } from '../../contract/evaluation.js';
import type { Evaluation } from '../../evaluation/document.js';

/** Evaluations of a period as the command line, REST and tests read them: the envelope, then the results. */
export function evaluationsJson(
  period: string,
  evaluations: readonly Evaluation[],
): { readonly period: string; readonly clients: readonly ClientEvaluation[] } {
  return { period, clients: evaluations.map(clientJson) };
}

/** One client's evaluation: envelope and inputs in `evaluation`, results as members next to it. */
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
