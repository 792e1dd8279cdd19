import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { decide } from '../../src/app/amendments/decide.js';
import { openDispute } from '../../src/app/amendments/dispute.js';
import { requestExclusion } from '../../src/app/amendments/request.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { verify } from '../../src/app/audit/verify.js';
import { type CloseRequest, closePeriods } from '../../src/app/periods/close.js';
import { previewClosing } from '../../src/app/periods/preview.js';
import { closedText } from '../../src/cli/text/periods.js';
import { closingPreviewText } from '../../src/cli/text/closing-preview.js';
import { periodStatus } from '../../src/app/periods/status.js';
import { evaluationById } from '../../src/store/evaluations.js';
import { verifyLedger } from '../../src/store/ledger.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { whatOf } from '../support/worded.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const settings = `time_zone: UTC
clients:
  - { code: NK, name: North Kitchen }
  - { code: OZ, name: Ozone }
  - { code: LR, name: Lake Retail }
`;
const rules = `standards:
  - { metric: on_time_delivery, at_least: "95%", from: 2026-01-01 }
sources:
  - { id: lr_shipments, client: LR, fact: shipment, every: month }
contracts:
  - id: nk-2026
    client: NK
    from: 2026-01-01
    measures:
      - { group: Delivery, metrics: [{ metric: on_time_delivery, at_least: "95%" }, { metric: damage_free_delivery }] }
    credits:
      fee: "100000"
      currency: CNY
      at_risk: "10%"
      items: [{ metric: on_time_delivery, pool: "100%", steps: [{ less_than: "92%", credit: "100%" }, { less_than: "95%", credit: "40%" }] }]
`;

/** Of each client 20 deliveries: one late, one of which nobody wrote down when it was promised. Lake Retail's end on the 12th. */
const file = [
  'client,no,promised,delivered',
  ...['NK', 'OZ', 'LR'].flatMap(client =>
    Array.from({ length: 20 }, (_, i) => {
      const day = `2026-06-${client === 'LR' ? '12' : '30'}`;
      return [client, `${client}-${i}`, i === 1 ? '' : `${day}T12:00:00Z`, `${day}T${i === 0 ? '13' : '11'}:00:00Z`].join(',');
    }),
  ),
].join('\n');

const period = '2026-06';

eachDatabase('What is open when a period is closed', database => {
  let deps: Deps;
  const close = (over: Partial<CloseRequest>) =>
    closePeriods(deps, { period, clients: ['NK'], waivers: [], actor: 'lin', ...over });
  const preview = async (client: string) => {
    const [shown] = await previewClosing(deps, { period, clients: [client] });
    if (shown === undefined) throw new Error('one client was asked for');
    return shown;
  };
  /** Without a contract the packaged standards are open too: all figures count as one. */
  const figuresOnce = (codes: readonly (string | number)[]): readonly (string | number)[] =>
    codes.filter((code, i) => code !== 'period_figure_open' || codes[i - 1] !== code);
  const codesOf = async (work: Promise<unknown>): Promise<readonly [number, ...string[]]> => {
    const stop = await stopOf(work);
    return [stop.exitCode, ...stop.faults.map(fault => fault.code)];
  };

  before(async () => {
    const directory = await workspaceOf({
      'plumbline.yaml': settings,
      'config/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered'),
      'config/rules.yaml': rules,
      'june.csv': file,
    });
    deps = { ...(await depsFor(database(), directory)), clock: () => Date.UTC(2026, 6, 10) };
    await imported(deps, 'june.csv', 'shipments');
    await evaluateClients(deps, { period, clients: [], actor: 'lin' });
  });

  it('is shown beforehand: the figure with its ends, the money, nothing that could change neither', async () => {
    const shown = await preview('NK');
    expect(shown.figures).to.deep.equal([
      {
        metric: 'on_time_delivery',
        label: shown.figures[0]?.label,
        unit: '%',
        undetermined: 1,
        undated: 0,
        through: [],
        value: 0.947368421053,
        lowest: 0.9,
        highest: 0.95,
        standard: { at_least: '95%', scope: { client: 'NK' }, from: '2026-01-01', contract: 'nk-2026' },
        status: 'missed',
        statuses: ['missed', 'met'],
        moves_index: false,
      },
    ]);
    expect(shown.credits.map(({ credit, net, lowest, highest }) => [credit, net, lowest, highest])).to.deep.equal([
      ['nk-2026', '-4000', '-10000', '0'],
    ]);
    expect(shown).to.deep.include({ refused: null, needs_reason: true, requests: [], sources: [], not_final: [] });
    expect(shown.other_figures).to.be.greaterThan(0);
    expect((await periodStatus(deps, { period, clients: ['NK'] }))[0]).to.deep.include({ state: 'provisional', history: [] });
  });

  it('under a contract is closed with a reason alone, and strictly not at all', async () => {
    const stop = await stopOf(close({}));
    expect([stop.exitCode, stop.faults.map(({ code }) => code)]).to.deep.equal([
      1,
      ['period_figure_open', 'period_credits_open'],
    ]);
    expect(stop.faults.map(whatOf)).to.deep.equal([
      '"NK", 2026-06 would be closed with on_time_delivery undecided: 1 fact cannot be judged. The figure is 94.7368 % now and lies between 90 % and 95 % once they are judged; its status could be Missed or Met.',
      '"NK", 2026-06 would be closed with credits nk-2026 undecided: they come to -4000 CNY now, and to something between -10000 and 0 CNY once the facts that could not be judged are (negative is paid back to the client).',
    ]);
    expect(stop.faults[0]?.command).to.equal('--acknowledge REASON');
    expect(await codesOf(close({ isStrict: true }))).to.deep.equal([1, 'period_figure_open', 'period_credits_open']);
    expect(await codesOf(close({ isStrict: true, acknowledge: 'x' }))).to.deep.equal([2, 'period_strict_excused']);
    expect((await periodStatus(deps, { period, clients: ['NK'] }))[0]?.state).to.equal('provisional');
  });

  it('without a contract is shown and needs no reason, unless closing is strict', async () => {
    const shown = await preview('OZ');
    const own = shown.figures.find(({ metric }) => metric === 'on_time_delivery');
    expect([own?.statuses, own?.lowest, own?.highest]).to.deep.equal([['missed', 'met'], 0.9, 0.95]);
    expect(shown.needs_reason).to.equal(false);
    expect(figuresOnce(await codesOf(close({ clients: ['OZ'], isStrict: true })))).to.deep.equal([1, 'period_figure_open']);
  });

  it('is a request that waits, too, until it is answered', async () => {
    const dispute = {
      client: 'NK',
      period,
      metrics: ['on_time_delivery'],
      numbers: ['NK-0'],
      text: 'The gate was shut.',
      actor: 'anna',
    };
    const { dispute: number } = await openDispute(deps, dispute);
    const asked = {
      client: 'NK',
      metrics: ['on_time_delivery'],
      numbers: ['NK-0'],
      reason: 'AO',
      evidence: 'log',
      period,
      actor: 'lin',
    };
    const { number: exclusion } = await requestExclusion(deps, { ...asked, where: {}, dryRun: false });
    const july = await requestExclusion(deps, { ...asked, numbers: [], where: {}, period: '2026-07', dryRun: false });
    expect(july.number).to.not.equal(null);
    expect((await preview('NK')).requests).to.deep.equal([
      { kind: 'dispute', number, requested_by: 'anna', requested_at: '2026-07-10T00:00:00Z' },
      { kind: 'exclusion', number: exclusion, requested_by: 'lin', requested_at: '2026-07-10T00:00:00Z' },
    ]);
    const stop = await stopOf(close({ clients: ['NK'] }));
    const waiting = stop.faults;
    expect(waiting.map(({ code }) => code)).to.deep.equal([
      'period_figure_open',
      'period_credits_open',
      'period_request_open',
      'period_request_open',
    ]);
    expect(whatOf(waiting[2])).to.contain(`dispute ${number}, requested by "anna", waits for an answer`);
    await decide(deps, { kind: 'exclusion', number: exclusion ?? 0, decision: 'refusal', why: 'no log', actor: 'wang' });
    expect((await preview('NK')).requests.map(one => one.kind)).to.deep.equal(['dispute']);
  });

  it('keeps no client open whose own period has nothing open, where nobody is named; named ones are closed together or not', async () => {
    expect(figuresOnce(await codesOf(close({ clients: ['OZ', 'NK'] })))).to.deep.equal([
      1,
      'period_figure_open',
      'period_credits_open',
      'period_request_open',
    ]);
    // Small work that comes one after the other has a turn between any two clients.
    const turnsDuring = async <T>(work: Promise<T>): Promise<{ readonly answer: T; readonly turns: number }> => {
      let [turns, isDone] = [0, false];
      const ended = work.finally(() => (isDone = true));
      // A failure is thrown where `ended` is awaited.
      ended.catch(() => undefined);
      while (!isDone) {
        await database().transaction(tx => tx.raw('select 1'));
        turns++;
      }
      return { answer: await ended, turns };
    };
    const previews = await turnsDuring(previewClosing(deps, { period, clients: [] }));
    expect(previews.answer.map(({ client }) => client)).to.have.members(['NK', 'OZ', 'LR']);
    expect(previews.turns).to.be.greaterThan(3);
    const closing = close({
      clients: [],
      waivers: [{ source: 'lr_shipments', reason: 'the rest comes in July' }],
    });
    const {
      answer: { closed, refused },
      turns,
    } = await turnsDuring(closing);
    expect(turns).to.be.greaterThan(3);
    expect(closed.map(({ client, acknowledged }) => [client, acknowledged])).to.deep.equal([
      ['OZ', null],
      ['LR', null],
    ]);
    expect(closed[1]?.open).to.deep.include({ credits: 0, requests: 0, missing: 1 });
    expect(closed[0]?.open.figures).to.be.greaterThan(0);
    expect(refused.map(({ client }) => client)).to.deep.equal(['NK']);
  });

  it('is acknowledged with one reason, which the ledger keeps with a count of each kind', async () => {
    const acknowledge = 'The carrier confirms its promises in July.';
    const { closed, refused } = await close({ clients: [], acknowledge });
    const acknowledged = { reason: acknowledge, figures: 1, credits: 1, requests: 1, missing: 0 };
    expect(refused).to.deep.equal([]);
    expect(closed.map(one => [one.client, one.acknowledged])).to.deep.equal([['NK', acknowledged]]);
    const [status] = await periodStatus(deps, { period, clients: ['NK'] });
    expect(status).to.deep.include({ state: 'closed', acknowledged });
    expect(status?.history[0]).to.deep.include({ kind: 'closing', acknowledged });
    expect((await preview('NK')).refused).to.deep.include({ code: 'period_already_closed' });
    expect(await database().transaction(tx => verifyLedger(tx))).to.equal(undefined);
  });
});

eachDatabase('Earlier months that are not closed', database => {
  const days = ['2026-03', '2026-04', '2026-05', '2026-06'].map(
    month => `NK,${month},${month}-10T12:00:00Z,${month}-10T11:00:00Z\n`,
  );
  const workspace = async (settingsText: string, more: Readonly<Record<string, string>> = {}): Promise<Deps> => {
    const directory = await workspaceOf({
      'plumbline.yaml': settingsText,
      'config/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered'),
      'facts.csv': `client,no,promised,delivered\n${days.join('')}`,
      ...more,
    });
    return { ...(await depsFor(database(), directory)), clock: () => Date.UTC(2026, 6, 10) };
  };
  const asked = { clients: ['NK'], waivers: [], actor: 'lin' };
  const shownBefore = async (deps: Deps, of: string, client = 'NK'): Promise<readonly string[]> =>
    (await previewClosing(deps, { period: of, clients: [client] })).flatMap(one => one.not_closed_before);

  it('are named once before a month is closed, back to the first facts, and never after it', async () => {
    const deps = await workspace('time_zone: UTC\nclients: [ { code: NK } ]\n');
    await imported(deps, 'facts.csv', 'shipments');
    expect(await shownBefore(deps, '2026-03')).to.deep.equal([]);
    expect(await shownBefore(deps, '2026-06')).to.deep.equal(['2026-03', '2026-04', '2026-05']);
    await closePeriods(deps, { ...asked, period: '2026-04' });
    const shown = await previewClosing(deps, { period: '2026-06', clients: ['NK'] });
    // Two clients in the same state are one line.
    expect(closingPreviewText([...shown, ...shown.map(one => ({ ...one, client: 'LR' }))], 'en')).to.match(
      /\n\nEarlier periods that are not closed: 2026-03, 2026-05 \(NK, LR\)\. The scorecards have no trend and no previous figures of them; to have them, close the earlier periods first\.$/,
    );
    const { closed } = await closePeriods(deps, { ...asked, period: '2026-06' });
    expect(closed.map(one => one.not_closed_before)).to.deep.equal([['2026-03', '2026-05']]);
    expect(closed.map(one => closedText(one, 'zh')).join()).to.match(/^NK 2026-06 已关账：第 1 版，评价 \w+。$/);
  });

  it('are not named where the client had no contract, while it has one now', async () => {
    const measures = '[{ group: Delivery, metrics: [{ metric: on_time_delivery }] }]';
    const deps = await workspace('time_zone: UTC\nclients: [ { code: LR } ]\n', {
      'config/contracts.yaml': `contracts:\n  - { id: lr, client: LR, from: 2026-05-01, measures: ${measures} }\n`,
      'facts.csv': `client,no,promised,delivered\n${days.join('').replaceAll('NK,', 'LR,')}`,
    });
    await imported(deps, 'facts.csv', 'shipments');
    expect(await shownBefore(deps, '2026-06', 'LR')).to.deep.equal(['2026-05']);
    expect(await shownBefore(deps, '2026-04', 'LR')).to.deep.equal(['2026-03']);
  });

  it('are not named where the client had no facts', async () => {
    const apart = await workspace('time_zone: UTC\nclients: [ { code: OZ } ]\n', {
      'january.csv': 'client,no,promised,delivered\nOZ,1,2026-01-10T12:00:00Z,2026-01-10T11:00:00Z\n',
      'june.csv': 'client,no,promised,delivered\nOZ,6,2026-06-10T12:00:00Z,2026-06-10T11:00:00Z\n',
    });
    await imported(apart, 'january.csv', 'shipments');
    await imported(apart, 'june.csv', 'shipments');
    expect(await shownBefore(apart, '2026-06', 'OZ')).to.deep.equal(['2026-01']);
  });

  it('are not named where clients see them, too', async () => {
    const deps = await workspace('time_zone: UTC\nclients: [ { code: NK } ]\nclients_see: provisional\n');
    await imported(deps, 'facts.csv', 'shipments');
    expect(await shownBefore(deps, '2026-05')).to.deep.equal([]);
  });

  it('are no hindrance where a contract changes on which day months begin: each day is closed once', async () => {
    const measures = 'measures: [{ group: Delivery, metrics: [{ metric: on_time_delivery, at_least: "50%" }] }]';
    const contracts = [
      `{ id: first, client: MO, from: 2026-01-01, until: 2026-04-30, month_starts_on: 26, ${measures} }`,
      `{ id: second, client: MO, from: 2026-05-01, ${measures} }`,
    ];
    const directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: MO } ]\n',
      'config/shipments.yaml': shipmentLayout('shipments', 'client no promised delivered'),
      'config/contracts.yaml': `contracts:\n${contracts.map(one => `  - ${one}\n`).join('')}`,
      'facts.csv': `client,no,promised,delivered\n${['2025-12-28', '2026-01-10', '2026-04-28', '2026-05-31']
        .map(day => `MO,${day},${day}T12:00:00Z,${day}T11:00:00Z\n`)
        .join('')}`,
    });
    const deps = { ...(await depsFor(database(), directory)), clock: () => Date.UTC(2026, 6, 10) };
    await imported(deps, 'facts.csv', 'shipments');
    const spans: string[] = [];
    for (const month of ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05']) {
      const { closed } = await closePeriods(deps, {
        clients: ['MO'],
        waivers: [],
        actor: 'lin',
        acknowledge: 'agreed',
        period: month,
      });
      const document = (
        await deps.database.transaction(tx => evaluationById(tx, { client: 'MO', id: closed[0]?.evaluation ?? '' }))
      )?.document;
      const onTime = document?.metrics.find(({ metric }) => metric === 'on_time_delivery');
      spans.push(`${document?.from.slice(0, 10)} to ${document?.to.slice(0, 10)}: ${onTime?.denominator}`);
    }
    expect(spans).to.deep.equal([
      '2025-12-01 to 2026-01-01: 1',
      '2026-01-01 to 2026-01-26: 1',
      '2026-01-26 to 2026-02-26: 0',
      '2026-02-26 to 2026-03-26: 0',
      '2026-03-26 to 2026-04-26: 0',
      '2026-04-26 to 2026-06-01: 2',
    ]);
    expect((await verify(deps)).findings).to.deep.equal([]);
  });
});
