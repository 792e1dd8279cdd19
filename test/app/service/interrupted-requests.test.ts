import os from 'node:os';
import { expect } from 'chai';
import type { Deps } from '../../../src/app/deps.js';
import { finishInterruptedUploads } from '../../../src/app/imports/interrupted-uploads.js';
import { serviceMark } from '../../../src/app/imports/service-marks.js';
import { beginIdempotent, endIdempotent, type IdempotentRequest } from '../../../src/app/service/idempotent-request.js';
import { appendLedger } from '../../../src/store/ledger.js';
import { addSurveyLink, claimSurveyLink, type SurveyLinkRecord } from '../../../src/store/survey-links.js';
import { eachDatabase } from '../../support/databases.js';
import { depsFor, workspaceOf } from '../importing.js';
import { lay } from '../jobs/working.js';

/** Who had the lock in a boot of this machine that is over. */
const endedService = JSON.stringify({ pid: 1, host: os.hostname(), boot: 'another', started: '1', command: 'serve', token: 't' });

const requestOf = (idempotencyKey: string): IdempotentRequest => ({
  caller: 'key_1',
  idempotencyKey,
  head: 'h',
  body: () => Promise.resolve('b'),
});

eachDatabase('what a service that was killed had in hand', database => {
  let deps: Deps;
  before(async () => {
    deps = await depsFor(database(), await workspaceOf({ 'plumbline.yaml': 'time_zone: UTC\n' }));
  });

  const begin = async (key: string): Promise<string> => {
    const state = await beginIdempotent(deps, requestOf(key));
    return typeof state === 'string' ? state : 'first' in state ? 'first' : String(state.answered.status);
  };
  /** Begins a request as a process of that mark did, which then did something or not, and was killed. */
  const leftBy = async (mark: string, key: string, did?: 'import' | 'action'): Promise<void> => {
    const name = `${mark}_${key}`;
    const row = { key_id: 'key_1', idempotency_key: key, request_hash: 'h', made_at: deps.clock(), mark: name };
    await database().transaction(async tx => {
      await tx('idempotent_answer').insert(row);
      if (did === undefined) return;
      const actor = { name: 'Lin', id: 'key_1', request: name };
      await appendLedger(tx, { kind: did, actor, at: deps.clock(), body: { client: 'ACME' } });
    });
  };

  it('may be sent again at once where nothing came of it, and is not done twice where it was done', async () => {
    await lay(deps.workspace.directory, { '.plumbline/services/0000dead/lock.3': endedService });
    await leftBy('0000dead', 'nothing');
    await leftBy('0000dead', 'imported', 'import');
    await leftBy('0000dead', 'acted', 'action');
    await leftBy('0000live', 'elsewhere');
    for (const key of ['nothing', 'imported', 'acted', 'elsewhere']) expect(await begin(key), key).to.equal('running');
    await finishInterruptedUploads(deps);
    expect(await begin('nothing')).to.equal('first');
    expect(await begin('imported')).to.equal('first');
    expect(await begin('acted')).to.equal('done');
    // Of another service, on another machine: nobody here knows whether it still runs.
    expect(await begin('elsewhere')).to.equal('running');
    expect(await begin('nothing')).to.equal('running');
  });

  it('is not done twice after the hour either, nor where the request failed once it was done', async () => {
    await leftBy('0000gone', 'hour', 'action');
    await leftBy('0000gone', 'hour-without');
    const later: Deps = { ...deps, clock: () => deps.clock() + 3_600_001 };
    const states = [];
    for (const key of ['hour', 'hour-without']) states.push(await beginIdempotent(later, requestOf(key)));
    expect(states[0]).to.equal('done');
    expect(states[1]).to.have.property('first');
    const begun = await beginIdempotent(deps, requestOf('failed'));
    if (typeof begun === 'string' || !('first' in begun)) throw new Error('it is the first');
    const actor = { name: 'Lin', id: 'key_1', request: begun.first };
    await database().transaction(tx => appendLedger(tx, { kind: 'action', actor, at: 7, body: { client: 'ACME' } }));
    await endIdempotent(deps, requestOf('failed'), undefined);
    expect(await begin('failed')).to.equal('done');
  });

  it('leaves survey links open whose answers it took in, and those of a service that runs claimed', async () => {
    await lay(deps.workspace.directory, { '.plumbline/services/0001dead/lock.3': endedService });
    const link = (hash: string): SurveyLinkRecord => ({
      hash,
      client: 'ACME',
      wave: '2026-Q2',
      role: 'client',
      created_at: 0,
      created_by: 'lin',
      expires_at: 2e15,
      used_at: null,
      claimed_at: null,
      claimed_by: null,
      revoked_at: null,
      revoked_by: null,
    });
    const now = deps.clock();
    const live = await serviceMark(deps.workspace.directory);
    const claimed = (hash: string, by: string): Promise<boolean> =>
      database().transaction(async tx => (await claimSurveyLink(tx, hash, { now, by })) !== undefined);
    await database().transaction(async tx => {
      await addSurveyLink(tx, link('a'));
      await addSurveyLink(tx, link('b'));
    });
    expect([await claimed('a', '0001dead'), await claimed('b', live)]).to.deep.equal([true, true]);
    await finishInterruptedUploads(deps);
    expect([await claimed('a', live), await claimed('b', live)]).to.deep.equal([true, false]);
  });
});
