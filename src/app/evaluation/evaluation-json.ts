import type { ClientEvaluation } from '../../contract/evaluation.js';
import type { Evaluation } from '../../evaluation/document.js';
import type { Envelope } from '../../store/evaluations.js';
import type { WrittenDocument } from '../../store/written-document.js';

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

/** The parts of a document's text that this form of it is made of: members with their names. */
export interface ClientJsonParts {
  readonly inputs: string;
  readonly results: string;
}

const results = ['metrics', 'measures', 'indexes'];
const besides = new Set(['client', 'period', ...results]);

/** The parts of a document in writing. */
export function jsonPartsOf(written: WrittenDocument): ClientJsonParts {
  const texts = new Map(written.members());
  const member = (name: string): readonly string[] => (texts.has(name) ? [`${JSON.stringify(name)}:${texts.get(name)}`] : []);
  return {
    inputs: [...texts.keys()]
      .filter(name => !besides.has(name))
      .flatMap(member)
      .join(','),
    results: results.flatMap(member).join(','),
  };
}

/** The same as `clientJson` in writing, without a look at what is long in it. */
export function clientJsonText(
  client: string,
  { id, hash, state, revision, ledger, made_at }: Envelope,
  parts: ClientJsonParts,
): string {
  const [before, after] = [JSON.stringify({ id, hash, state, revision }), JSON.stringify({ ledger, made_at })];
  const evaluation = `${before.slice(0, -1)},${parts.inputs},${after.slice(1)}`;
  return `{"client":${JSON.stringify(client)},"evaluation":${evaluation},${parts.results}}`;
}
