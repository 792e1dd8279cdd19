import { expect } from 'chai';
import type { EvaluationDocument } from '../../src/evaluation/document.js';
import { evaluationById, findEvaluation, storeEvaluation } from '../../src/store/evaluations.js';
import { SharedText } from '../../src/evaluation/frozen.js';
import { rulebookByHash, storeRulebook } from '../../src/store/rulebooks.js';
import { eachDatabase } from '../support/databases.js';

const document = (over: Partial<EvaluationDocument> = {}): EvaluationDocument => ({
  client: 'ACME',
  period: '2026-01',
  from: '2025-12-31T16:00:00Z',
  to: '2026-01-31T16:00:00Z',
  time_zone: 'Asia/Shanghai',
  as_of: '2026-02-01T00:00:00Z',
  as_of_batch: 3,
  rulebook: 'r'.repeat(64),
  calculation: '1',
  metrics: [],
  indexes: [],
  ...over,
});

eachDatabase('stored evaluations', database => {
  const store = (made: EvaluationDocument, at = 1000) =>
    database().transaction(tx => storeEvaluation(tx, { document: made, actor: 'tester', at }));

  it('keep the same document once, whenever and by whomever it is made again', async () => {
    const first = await store(document());
    expect(first).to.deep.include({ revision: 1, state: 'provisional', made_at: '1970-01-01T00:00:01Z', document: document() });
    expect(await store(document(), 99_000)).to.deep.equal(first);
    const again = await Promise.all([store(document({ client: 'B' })), store(document({ client: 'B' }))]);
    expect(again[0]).to.deep.equal(again[1]);
  });

  it('keep another document of a period that is not closed in the same revision, and find the latest', async () => {
    const first = await store(document());
    const second = await store(document({ as_of_batch: 4 }));
    expect(second).to.deep.include({ revision: 1, ledger: second.ledger });
    expect(second.ledger).to.be.greaterThan(first.ledger);
    const found = await database().transaction(tx => findEvaluation(tx, { client: 'ACME', period: '2026-01' }));
    expect(found).to.deep.equal(second);
    expect(await database().transaction(tx => evaluationById(tx, { client: first.document.client, id: first.id }))).to.deep.equal(
      first,
    );
    expect(await database().transaction(tx => evaluationById(tx, { client: first.document.client, id: 'none' }))).to.equal(
      undefined,
    );
  });

  it('keep rules under their hash, once', async () => {
    await database().transaction(tx => storeRulebook(tx, { own: '{"metrics":', shared: new SharedText('[]}') }, 'h1'));
    await database().transaction(tx => storeRulebook(tx, { own: '{"metrics":', shared: new SharedText('[]}') }, 'h1'));
    expect(await database().transaction(tx => rulebookByHash(tx, 'h1'))).to.equal('{"metrics":[]}');
    expect(await database().transaction(tx => rulebookByHash(tx, 'h2'))).to.equal(undefined);
  });
});
