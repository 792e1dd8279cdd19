import { expect } from 'chai';
import type { ClientEvaluation } from '../../src/contract/evaluation.js';
import { performanceSchema } from '../../src/contract/evaluation.js';
import type { Improvement as ImprovementAnswer } from '../../src/contract/improvement.js';
import type { MetricDefinition } from '../../src/contract/rules.js';
import type { EvaluationDocument, IndexResult, MetricResult } from '../../src/evaluation/document.js';
import type { Metric } from '../../src/metrics/definition.js';
import type { Improvement } from '../../src/standards/improvement/improvement.js';

/** Whether each of two types can stand for the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

// These do not compile where the contract and the engine part.
const metric: Same<ClientEvaluation['metrics'][number], MetricResult> = true;
const index: Same<ClientEvaluation['indexes'][number], IndexResult> = true;
const inputs: Same<
  Omit<ClientEvaluation['evaluation'], 'id' | 'hash' | 'state' | 'revision' | 'ledger' | 'made_at'>,
  Omit<EvaluationDocument, 'client' | 'period' | 'metrics' | 'indexes'>
> = true;
const defined: Same<MetricDefinition, Metric> = true;
const improved: Same<Pick<ImprovementAnswer, keyof Improvement>, Improvement> = true;

describe('the contract', () => {
  it('has the very types of the engine for what an evaluation, a metric and improvement are', () =>
    expect([metric, index, inputs, defined, improved]).to.deep.equal([true, true, true, true, true]));

  it('refuses an answer with a field that it does not name', () => {
    const keys = performanceSchema.safeParse({
      period: '2026-06',
      client: 'ACME',
      evaluation: {},
      metrics: [],
      indexes: [],
      more: 1,
    });
    expect(keys.error?.issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path)).to.deep.equal([[]]);
  });
});
