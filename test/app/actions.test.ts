import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { listActions } from '../../src/app/actions/list.js';
import { actionsText, actionText } from '../../src/cli/text/actions.js';
import { addActionFor, type ActionInput, closeAction, updateAction } from '../../src/app/actions/write.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { improvementFor } from '../../src/app/improvement/show.js';
import { creditsText, improvementText } from '../../src/cli/text/improvement.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const layout = shipmentLayout('acme', 'client no carrier promised delivered');
const config = `standards:
  - { metric: on_time_delivery, at_least: "90%", from: 2026-01-01 }
expectations:
  - { metric: on_time_delivery, expects: "95%", basis: stated }
  - { metric: on_time_delivery, goal: "92%" }
consequences:
  - { metric: on_time_delivery, after: 2, label: Recovery plan }
credits:
  - id: sla
    fee: "100000"
    currency: CNY
    at_risk: "10%"
    items: [{ metric: on_time_delivery, pool: "50%", steps: [{ less_than: "90%", credit: "40%" }] }]
self_audit:
  - { question: demand_researched, answer: yes, on: 2026-01-15, by: Lin Mei }
  - { question: inquiry_standard, answer: no, on: 2026-06-15, by: Lin Mei, note: to be written }
`;
const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients:\n  - { code: ACME }\n  - { code: BETA }\n',
  'config/layouts/acme.yaml': layout,
  'config/rules.yaml': config,
};
/** So many deliveries of a month, the first ones late. */
const monthOf = (month: string, carrier: string, count: number, late: number): string =>
  Array.from({ length: count }, (_, at) => {
    const day = `2026-${month}-${String((at % 28) + 1).padStart(2, '0')}`;
    return `ACME,${carrier}${month}${at},${carrier},${day}T12:00:00Z,${day}T${at < late ? '13' : '11'}:00:00Z\n`;
  }).join('');

eachDatabase('an improvement action', database => {
  let deps: Deps;
  let now = Date.UTC(2026, 2, 5);
  const said: ActionInput = { metric: 'on_time_delivery', what: 'second driver', owner: 'Lin Mei', due: '2026-03-31' };
  const add = async (over: ActionInput = {}, client = 'ACME'): Promise<number> =>
    (await addActionFor(deps, { client, input: { ...said, ...over }, actor: 'wang' })).action;
  const codesOf = async (work: Promise<unknown>): Promise<readonly [number, ...string[]]> => {
    const stop = await stopOf(work);
    return [stop.exitCode, ...stop.faults.map(fault => fault.code)];
  };
  const shown = async (number: number) => {
    const [one] = await listActions(deps, { number });
    if (one === undefined) throw new Error(`no action ${number}`);
    return one;
  };

  before(async () => {
    const directory = await workspaceOf(files);
    deps = { ...(await depsFor(database(), directory)), clock: () => now };
    const rows = [
      monthOf('02', 'FAST', 60, 30),
      monthOf('02', 'SLOW', 60, 6),
      monthOf('04', 'FAST', 60, 2),
      monthOf('04', 'SLOW', 60, 6),
    ];
    await writeFile(path.join(directory, 'all.csv'), `client,no,carrier,promised,delivered\n${rows.join('')}`);
    await imported(deps, 'all.csv', 'acme');
    for (const period of ['2026-02', '2026-04'])
      await evaluateClients(deps, { period, clients: ['ACME'], actor: 'lin', at: Date.UTC(2026, 5, 1) });
  });

  it('is refused with what is wrong with it', async () => {
    expect(await codesOf(add({}, 'AKME'))).to.deep.equal([2, 'client_not_known']);
    expect(await codesOf(add({ metric: 'on_time' }))).to.deep.equal([2, 'metric_unknown']);
    expect(await codesOf(add({ what: ' ' }))).to.deep.equal([2, 'amendment_text_missing']);
    for (const over of [{ cause: 'weather' }, { ease: '6' }, { slice: 'colour=red' }, { due: '31.3.' }, { due: '2026-03-01' }])
      expect(await codesOf(add(over))).to.deep.equal([2, 'action_value']);
    expect(await codesOf(updateAction(deps, { number: 999, input: { ease: '1' }, actor: 'x' }))).to.deep.equal([
      2,
      'action_unknown',
    ]);
  });

  it('is kept in the ledger alone, with what changed and who said so', async () => {
    const number = await add({ ease: '4', benefit: '5', cause: 'systems' });
    expect(await shown(number)).to.deep.include({ state: 'under_way', overdue: false, key_area: true, start: '2026-03-05' });
    expect(await codesOf(updateAction(deps, { number, input: {}, actor: 'li' }))).to.deep.equal([2, 'action_unchanged']);
    await updateAction(deps, { number, input: { due: '2026-04-15' }, note: 'driver hired', actor: 'li' });
    const changed = await shown(number);
    expect(changed.due).to.equal('2026-04-15');
    expect(changed.history.map(({ by, changes }) => [by, changes])).to.deep.equal([
      ['li', { due: '2026-04-15', note: 'driver hired' }],
    ]);
    now = Date.UTC(2026, 3, 16);
    expect((await listActions(deps, { state: 'overdue' })).map(one => one.number)).to.deep.equal([number]);
    await closeAction(deps, { number, dropped: true, note: 'not needed', actor: 'li' });
    expect(await codesOf(closeAction(deps, { number, actor: 'li' }))).to.deep.equal([1, 'action_over']);
    expect((await listActions(deps, { client: 'BETA' })).length).to.equal(0);
    expect((await verify(deps)).verified).to.equal(true);
  });

  it('is effective or not as the periods after it say, whatever its note says', async () => {
    const [worked, idle] = [
      await add({ start: '2026-03-05', slice: 'carrier=FAST', due: '2026-04-30' }),
      await add({ start: '2026-03-05', slice: 'carrier=SLOW', due: '2026-04-30' }),
    ];
    expect((await shown(worked)).effect).to.include({ verdict: 'too_early', because: 'not_done' });
    for (const number of [worked, idle])
      await closeAction(deps, { number, done: '2026-03-31', note: 'a great success', actor: 'li' });
    const { effect } = await shown(worked);
    expect(effect).to.deep.include({ verdict: 'effective', because: 'better' });
    expect([effect.before.periods, effect.before.passed, effect.after.passed]).to.deep.equal([['2026-02'], 30, 58]);
    expect((await shown(idle)).effect).to.include({ verdict: 'not_effective', because: 'no_difference' });
    const text = actionText(await shown(worked), 'en', 'UTC');
    expect(text).to.contain('effective: better than before');
    expect(text).to.match(/before \(2026-02\): 50\.0 % \(30 of 60\), from [\d.]+ % to [\d.]+ %/);
    // What is no rate is told in its own unit, every value of it.
    const side = (period: string, value: number, interval: readonly [number, number]) => {
      const counted = { passed: 40, judged: 40, satisfaction: null };
      return { ...counted, periods: [period], value, interval };
    };
    const [before, after] = [side('2026-01', 30.5, [28, 31.25]), side('2026-03', 20, [18, 21])];
    const minutes = actionText(
      {
        ...(await shown(worked)),
        unit: 'minutes',
        effect: { verdict: 'effective', because: 'better', before, after, difference: null },
      },
      'en',
      'UTC',
    );
    expect(minutes).to.contain('before (2026-01): 30.50 min (of 40), from 28.00 min to 31.25 min');
    expect(minutes).to.contain('after (2026-03): 20.00 min (of 40), from 18.00 min to 21.00 min');
    expect(text).to.match(/difference, 95 %: from [\d.]+ % to [\d.]+ % \(more/);
    expect(actionsText(await listActions(deps), 'en')).to.contain('not effective: no difference from before');
  });

  it('is shown to its client without notes, and without an internal owner', async () => {
    const number = await add({ internal_owner: true, due: '2026-04-30' });
    const visibility = { clients: ['ACME'], seesProvisional: true, isClient: true };
    const [one] = await listActions(deps, { client: 'ACME', number }, visibility);
    expect(one).to.deep.include({ owner: null, added_by: null, history: [] });
    expect((await shown(number)).owner).to.equal('Lin Mei');
  });

  it('stands in the period’s improvement beside ranking, slices, gaps, credits and the self-audit', async () => {
    const found = await improvementFor(deps, { client: 'ACME', period: '2026-02' });
    expect(found.slices[0]).to.include({
      metric: 'on_time_delivery',
      dimension: 'carrier',
      key: 'FAST',
      failed: 30,
      is_more: true,
    });
    expect(found.credits[0]).to.include({ net: '-2000' });
    expect(found.events[0]).to.include({ metric: 'on_time_delivery', total: 36 });
    expect(found.gaps.largest).to.include({ kind: 'experience', metric: 'on_time_delivery' });
    expect(found.gaps.largest_by_kind.goal?.gap).to.equal(-0.03);
    expect(found.self_audit.filter(({ answer }) => answer !== null).map(({ id, answer }) => [id, answer])).to.deep.equal([
      ['demand_researched', 'yes'],
    ]);
    expect(found.consequences).to.deep.equal([]);
    expect(found.actions.length).to.equal(0);
    const text = improvementText(found, 'en');
    for (const words of ['points recoverable', 'carrier FAST has 30', 'Credit sla: -2000 CNY', 'experience'])
      expect(text).to.contain(words);
    expect(creditsText(found, 'en')).to.contain('100000 × 10% × 50% × 40%');
    const april = await improvementFor(deps, { client: 'ACME', period: '2026-04' });
    expect(april.actions.map(({ effect }) => effect.verdict)).to.include('effective');
  });
});
