import { disputeOpenedText } from '../../src/cli/text/amendment-effects.js';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Deps } from '../../src/app/deps.js';
import { diffEvaluations } from '../../src/app/audit/diff.js';
import { explain } from '../../src/app/audit/explain.js';
import { rerun } from '../../src/app/audit/rerun.js';
import { trace } from '../../src/app/audit/trace.js';
import { verify } from '../../src/app/audit/verify.js';
import { decide, type DecisionRequest } from '../../src/app/amendments/decide.js';
import { answerDispute, openDispute } from '../../src/app/amendments/dispute.js';
import { listAmendments } from '../../src/app/amendments/list.js';
import { type ExclusionRequest, requestExclusion, requestOverride } from '../../src/app/amendments/request.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { periodStatus } from '../../src/app/periods/status.js';
import type { Evaluation, MetricResult } from '../../src/evaluation/document.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';
import { whatOf } from '../support/worded.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const layout = shipmentLayout('acme', 'client no site promised delivered');
const config = `standards:
  - { metric: on_time_delivery, at_least: "90%", from: 2026-01-01 }
reasons:
  - { code: AO, label: Weather, party: force_majeure, excusable: true }
  - { code: OLD, label: Gone, party: client, excusable: true, until: 2026-01-31 }
  - { code: STORM, label: Storm of June, party: force_majeure, excusable: true, from: 2026-06-03, until: 2026-06-05 }
  - { code: BETA1, label: Only Beta, party: client, excusable: true, scope: { client: BETA } }
`;
const head = 'client,no,site,promised,delivered\n';
const row = (no: string, day: string, isLate: boolean, site = 'SHA'): string =>
  `ACME,${no},${site},${day}T12:00:00Z,${day}T${isLate ? '13' : '11'}:00:00Z\n`;
const files = {
  'plumbline.yaml': 'time_zone: UTC\ndispute_days: 10\nclients:\n  - { code: ACME }\n  - { code: BETA }\n',
  'config/layouts/acme.yaml': layout,
  'config/rules.yaml': config,
};
const period = '2026-06';
const evaluatedAt = Date.UTC(2026, 6, 5);

eachDatabase('an amendment', database => {
  let deps: Deps;
  let now = evaluatedAt;
  const asked = (over: Partial<ExclusionRequest> = {}): ExclusionRequest => ({
    client: 'ACME',
    metrics: ['on_time_delivery'],
    numbers: [],
    where: {},
    period,
    reason: 'AO',
    evidence: 'storm warning',
    actor: 'li',
    dryRun: false,
    ...over,
  });
  const decided = (number: number, over: Partial<DecisionRequest> = {}) =>
    decide(deps, { kind: 'exclusion', number, decision: 'approval', actor: 'wang', ...over });
  const numberOf = async (request: Promise<{ readonly number: number | null }>): Promise<number> => {
    const { number } = await request;
    if (number === null) throw new Error('nothing was asked for');
    return number;
  };
  const evaluate = async (): Promise<Evaluation> => {
    const [evaluation] = await evaluateClients(deps, { period, clients: ['ACME'], actor: 'lin', at: evaluatedAt });
    if (evaluation === undefined) throw new Error('one client was evaluated');
    return evaluation;
  };
  const metric = ({ document }: Evaluation, id = 'on_time_delivery'): MetricResult => {
    const found = document.metrics.find(one => one.metric === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  const share = ({ numerator, denominator }: { numerator: string | null; denominator: string | null }) =>
    `${numerator}/${denominator}`;
  const codesOf = async (work: Promise<unknown>): Promise<readonly [number, ...string[]]> => {
    const stop = await stopOf(work);
    return [stop.exitCode, ...stop.faults.map(fault => fault.code)];
  };

  before(async () => {
    const directory = await workspaceOf(files);
    deps = { ...(await depsFor(database(), directory)), clock: () => now };
    const june = [1, 2, 3, 4, 5, 6, 7].map(day => row(`J${day}`, `2026-06-0${day}`, day > 4, day > 5 ? 'NGB' : 'SHA'));
    const others = [row('J8', '2026-06-29', true), row('M1', '2026-05-20', true)];
    await writeFile(path.join(directory, 'june.csv'), head + [...june, ...others].join(''));
    await imported(deps, 'june.csv', 'acme');
  });

  describe('that is asked for wrongly', () => {
    it('is refused with what is wrong with it', async () => {
      expect(await codesOf(requestExclusion(deps, asked({ client: 'AKME' })))).to.deep.equal([2, 'client_not_known']);
      expect(await codesOf(requestExclusion(deps, asked({ metrics: ['on_time'] })))).to.deep.equal([2, 'metric_unknown']);
      expect(await codesOf(requestExclusion(deps, asked({ numbers: ['J9'] })))).to.deep.equal([2, 'exclusion_fact_unknown']);
      expect(await codesOf(requestExclusion(deps, asked({ period: undefined })))).to.deep.equal([2, 'exclusion_unbounded']);
      expect(await codesOf(requestExclusion(deps, asked({ evidence: ' ' })))).to.deep.equal([2, 'amendment_text_missing']);
      expect(await codesOf(requestExclusion(deps, asked({ reason: 'AF' })))).to.deep.equal([2, 'exclusion_reason_inexcusable']);
      const days = { from: '2026-06-09', to: '2026-06-01' };
      expect(await codesOf(requestExclusion(deps, asked({ period: undefined, ...days })))).to.deep.equal([2, 'exclusion_window']);
      for (const half of [{ from: '2026-06-01' }, { to: '2026-06-01' }])
        expect(await codesOf(requestExclusion(deps, asked({ period: undefined, ...half })))).to.deep.equal([
          2,
          'exclusion_window',
        ]);
      expect(await codesOf(requestExclusion(deps, asked({ from: '2026-06-01' })))).to.deep.equal([2, 'exclusion_window_twice']);
      const formula = asked({ metrics: ['perfect_order_multiplied'] });
      expect(await codesOf(requestExclusion(deps, formula))).to.deep.equal([2, 'exclusion_of_formula']);
      expect(await codesOf(requestExclusion(deps, asked({ where: { site: 'SHQ' } })))).to.deep.equal([
        2,
        'exclusion_place_unknown',
      ]);
      const line = asked({ numbers: ['J5'], line: '9' });
      expect(await codesOf(requestExclusion(deps, line))).to.deep.equal([2, 'exclusion_line_unknown']);
    });

    it('is refused for a reason that no longer holds, or holds for another client', async () => {
      for (const reason of ['OLD', 'BETA1', 'NONE'])
        expect(await codesOf(requestExclusion(deps, asked({ reason })))).to.deep.equal([2, 'exclusion_reason_unknown']);
    });

    it('is refused for a reason that does not hold on the day by which a metric counts a named fact', async () => {
      const named = (numbers: readonly string[], over = {}) =>
        requestExclusion(deps, asked({ numbers, reason: 'STORM', period: undefined, dryRun: true, ...over }));
      const stop = await stopOf(named(['J5', 'J6']));
      expect([stop.exitCode, stop.faults[0]?.code]).to.deep.equal([2, 'exclusion_reason_unknown']);
      expect(whatOf(stop.faults[0])).to.contain('on 2026-06-06, the day by which on_time_delivery counts J6.');
      expect((await named(['J3', 'J5'])).body.reason.code).to.equal('STORM');
      expect((await named(['J5'], { period })).body.reason.code).to.equal('STORM');
      expect(await codesOf(named(['J6'], { period }))).to.deep.equal([2, 'exclusion_reason_unknown']);
      const days = (from: string, to: string) => named([], { from, to, where: { site: 'SHA' } });
      expect((await days('2026-06-03', '2026-06-05')).body.reason.code).to.equal('STORM');
      for (const [from, to] of [
        ['2026-06-02', '2026-06-05'],
        ['2026-06-03', '2026-06-06'],
      ] as const)
        expect(await codesOf(days(from, to))).to.deep.equal([2, 'exclusion_reason_unknown']);
    });

    it('is not approved where its reason does not hold any more on the day of a fact', async () => {
      const named = asked({ numbers: ['J5'], reason: 'STORM', period: undefined });
      const number = await numberOf(requestExclusion(deps, named));
      const { rulebook } = deps.workspace;
      const reasons = rulebook.reasons.map(one => (one.code === 'STORM' ? { ...one, until: '2026-06-04' } : one));
      const shorter = { ...deps, workspace: { ...deps.workspace, rulebook: { ...rulebook, reasons } } };
      const approval = { kind: 'exclusion', number, decision: 'approval', actor: 'wang' } as const;
      expect(await codesOf(decide(shorter, approval))).to.deep.equal([2, 'exclusion_reason_unknown']);
      expect((await decide(deps, { ...approval, dryRun: true })).decision).to.equal('approval');
      await decide(shorter, { ...approval, decision: 'refusal', why: 'no storm then' });
    });

    it('is no value of its metric', async () => {
      const override = {
        client: 'ACME',
        period,
        metric: 'on_time_delivery',
        reason: 'x',
        evidence: '',
        actor: 'li',
        dryRun: false,
      };
      for (const value of ['97.5', 'much', '1e3', ''])
        expect(await codesOf(requestOverride(deps, { ...override, value }))).to.deep.equal([2, 'override_value']);
      for (const value of ['150%', '-3%'])
        expect(await codesOf(requestOverride(deps, { ...override, value }))).to.deep.equal([2, 'override_impossible']);
      const hours = { ...override, metric: 'complaint_handling_hours', value: '-5' };
      expect(await codesOf(requestOverride(deps, hours))).to.deep.equal([2, 'override_impossible']);
    });
  });

  describe('that excludes', () => {
    let before: Evaluation;
    let number = 0;

    it('changes nothing while it is only tried or asked for', async () => {
      before = await evaluate();
      expect([share(metric(before)), metric(before).counts.failed]).to.deep.equal(['4/8', 4]);
      const tried = await requestExclusion(deps, asked({ numbers: ['J5'], dryRun: true }));
      expect([tried.number, tried.effect.map(one => [one.metric, share(one.before), share(one.after)])]).to.deep.equal([
        null,
        [['on_time_delivery', '4/8', '4/7']],
      ]);
      number = await numberOf(requestExclusion(deps, asked({ numbers: ['J5'] })));
      expect((await evaluate()).id).to.equal(before.id);
    });

    it('is decided by another person than the one who asked', async () => {
      for (const actor of ['li', ' LI ', 'ｌｉ', 'l\u200Bi', 'l\u0456'])
        expect(await codesOf(decided(number, { actor }))).to.deep.equal([1, 'amendment_four_eyes']);
      expect(await codesOf(decided(999))).to.deep.equal([2, 'amendment_unknown']);
      expect(await codesOf(decided(number, { decision: 'revocation', why: 'x' }))).to.deep.equal([1, 'amendment_not_approved']);
    });

    it('keeps the raw value beside the adjusted one, and is named in the document', async () => {
      await decided(number);
      const evaluation = await evaluate();
      const adjusted = metric(evaluation);
      expect([share(adjusted), share(adjusted.raw)]).to.deep.equal(['4/7', '4/8']);
      expect(adjusted.counts).to.deep.include({ passed: 4, failed: 3, excluded: 1 });
      const [named] = evaluation.document.exclusions ?? [];
      expect(named).to.deep.include({ exclusion: number, requested_by: 'li', approved_by: 'wang', evidence: 'storm warning' });
      expect(await codesOf(decided(number))).to.deep.equal([1, 'amendment_decided']);
    });

    it('takes out a place and a time as well', async () => {
      const days = { from: '2026-06-05', to: '2026-06-06' };
      const wide = await numberOf(requestExclusion(deps, asked({ period: undefined, ...days, where: { site: 'NGB' } })));
      await decided(wide);
      expect(share(metric(await evaluate()))).to.equal('4/6');
      const back = { decision: 'revocation', why: 'the port was open' } as const;
      expect(await codesOf(decided(wide, { ...back, actor: 'li' }))).to.deep.equal([1, 'amendment_four_eyes']);
      await decided(wide, back);
      expect(share(metric(await evaluate()))).to.equal('4/7');
    });

    it('is explained, traced and compared by its number', async () => {
      const evaluation = await evaluate();
      const explanation = await explain(deps, { evaluation: evaluation.id, metric: 'on_time_delivery', memberships: 'excluded' });
      expect(explanation.facts?.rows.map(fact => [fact['shipment_no'], fact.because])).to.deep.equal([
        ['J5', `exclusion ${number} applies: AO Weather, requested by li, approved by wang`],
      ]);
      const [fact] = await trace(deps, { number: 'J5', client: 'ACME' });
      const member = fact?.memberships.find(one => one.metric === 'on_time_delivery');
      expect([member?.membership, member?.because]).to.deep.equal(['excluded', explanation.facts?.rows[0]?.because]);
      const { causes, metrics } = await diffEvaluations(deps, before.id, evaluation.id);
      expect(causes).to.deep.equal([{ cause: 'exclusion', batch: null, file: null, amendment: number }]);
      expect(metrics.find(one => one.metric === 'on_time_delivery')?.causes).to.have.length(1);
    });

    it('is recomputed from the ledger by both evaluators, also after it was revoked', async () => {
      const evaluation = await evaluate();
      await decided(number, { decision: 'revocation', why: 'the storm was elsewhere' });
      expect(share(metric(await evaluate()))).to.equal('4/8');
      const { findings, ledger } = await verify(deps);
      expect(findings).to.deep.equal([]);
      const cut = { entry: 1 + (ledger.head?.entry ?? 0), hash: ledger.head?.hash ?? '' };
      expect((await verify(deps, evaluation.id, ledger.head ?? cut)).findings).to.deep.equal([]);
      expect((await verify(deps, evaluation.id, cut)).findings.map(one => one.code)).to.deep.equal(['ledger_head_gone']);
      expect(JSON.parse(await rerun(deps, evaluation.id))).to.deep.equal(evaluation.document);
    });
  });

  describe('that overrides', () => {
    it('keeps calculated, override and effective value apart, and reaches score and status', async () => {
      const override = { client: 'ACME', period, metric: 'on_time_delivery', value: '95%', evidence: 'minutes' };
      const number = await numberOf(requestOverride(deps, { ...override, reason: 'agreed', actor: 'li', dryRun: false }));
      const was = await evaluate();
      await decided(number, { kind: 'override' });
      const evaluation = await evaluate();
      const { value, calculated, override: shown, raw, status, interval, counts } = metric(evaluation);
      expect([value, share(raw), calculated && share(calculated)]).to.deep.equal([0.95, '4/8', '4/8']);
      expect(shown).to.deep.include({ override: number, value: '0.95', reason: 'agreed', approved_by: 'wang' });
      expect([metric(was).status, status, interval, counts.failed]).to.deep.equal(['missed', 'met', null, 4]);
      const { causes } = await diffEvaluations(deps, was.id, evaluation.id);
      expect(causes.map(one => [one.cause, one.amendment])).to.deep.equal([['override', number]]);
      expect((await verify(deps, evaluation.id)).findings).to.deep.equal([]);
      await decided(number, { kind: 'override', decision: 'revocation', why: 'not agreed after all' });
      expect((await evaluate()).id).to.equal(was.id);
    });
  });

  describe('that is disputed', () => {
    const dispute = {
      client: 'ACME',
      period,
      metrics: ['on_time_delivery'],
      numbers: ['J6'],
      text: 'our gate was shut',
      actor: 'anna',
    };
    let number = 0;

    it('opens once there is a figure, and until so many days after the closing', async () => {
      expect(await codesOf(openDispute(deps, { ...dispute, period: '2026-05' }))).to.deep.equal([1, 'dispute_too_early']);
      expect(await codesOf(openDispute(deps, { ...dispute, metrics: [], numbers: [] }))).to.deep.equal([2, 'dispute_of_nothing']);
      await closePeriod(deps, { period, clients: ['ACME'], waivers: [], actor: 'lin', at: evaluatedAt });
      now += 11 * 86_400_000;
      expect(await codesOf(openDispute(deps, dispute))).to.deep.equal([1, 'dispute_too_late']);
      now -= 2 * 86_400_000;
      expect(await codesOf(openDispute(deps, { ...dispute, numbers: ['M1'] }))).to.deep.equal([1, 'dispute_without_effect']);
      ({ dispute: number } = await openDispute(deps, dispute));
    });

    it('is answered by another, with a reason', async () => {
      const answer = { dispute: number, decision: 'approval', reason: 'AO', why: 'seen on camera', actor: 'wang' } as const;
      expect(await codesOf(answerDispute(deps, { ...answer, actor: 'anna' }))).to.deep.equal([1, 'amendment_four_eyes']);
      expect(await codesOf(answerDispute(deps, { ...answer, why: '' }))).to.deep.equal([2, 'amendment_text_missing']);
      expect(await codesOf(answerDispute(deps, { ...answer, client: 'BETA' }))).to.deep.equal([2, 'amendment_unknown']);
      const metricOnly = await openDispute(deps, { ...dispute, numbers: [] });
      // Whoever opens it and whoever answers it are offered what fails the metric, by number.
      const failed = [{ metric: 'on_time_delivery', numbers: ['J5', 'J6', 'J7', 'J8'], total: 4 }];
      expect(metricOnly.failed).to.deep.equal(failed);
      const asked = await stopOf(answerDispute(deps, { ...answer, dispute: metricOnly.dispute }));
      expect(asked.exitCode).to.equal(2);
      expect(asked.faults.map(({ code, params }) => ({ code, params }))).to.deep.equal([
        { code: 'dispute_without_facts', params: { dispute: metricOnly.dispute, client: 'ACME', period, failed } },
      ]);
      expect(disputeOpenedText(metricOnly, 'en')).to.contain('on_time_delivery fails for J5, J6, J7, J8');
      expect(asked.faults.map(whatOf).join()).to.contain('What fails "on_time_delivery": J5, J6, J7, J8.');
      const refused = await answerDispute(deps, { ...answer, dispute: metricOnly.dispute, decision: 'refusal', why: 'no facts' });
      expect([refused.exclusion, refused.proposed]).to.deep.equal([null, []]);
    });

    it('makes an exclusion when it is accepted, and proposes a revision of what is closed', async () => {
      const answer = { dispute: number, decision: 'approval', reason: 'AO', why: 'seen on camera', actor: 'wang' } as const;
      const accepted = await answerDispute(deps, answer);
      expect(accepted.effect.find(one => one.metric === 'on_time_delivery')?.after).to.deep.include({ denominator: '7' });
      expect(accepted.proposed.map(one => [one.period, one.revision])).to.deep.equal([[period, 2]]);
      const [exclusion] = (await listAmendments(deps, { kind: 'exclusion', state: 'approved' })).slice(-1);
      expect(exclusion).to.deep.include({ number: accepted.exclusion, requested_by: 'anna', state: 'approved' });
      const again = await stopOf(answerDispute(deps, answer));
      expect(again.faults[0]).to.deep.include({
        code: 'amendment_decided',
        command: `plumbline exclude revoke ${accepted.exclusion} --why TEXT`,
      });
      const [status] = await periodStatus(deps, { period, clients: ['ACME'] });
      expect([status?.state, status?.revision]).to.deep.equal(['closed', 1]);
      expect(status?.proposed).to.deep.equal({
        revision: 2,
        evaluation: accepted.proposed[0]?.evaluation,
        amendments: [{ kind: 'exclusion', number: accepted.exclusion, state: 'approved', decided_by: 'wang' }],
      });
    });

    it('leaves the closed revision as it was, beside the next one', async () => {
      await reopenPeriod(deps, { period, clients: ['ACME'], reason: 'dispute', actor: 'wu' });
      const [closed] = await closePeriod(deps, { period, clients: ['ACME'], waivers: [], actor: 'lin', at: evaluatedAt });
      expect(closed?.revision).to.equal(2);
      const [first, second] = await Promise.all(
        [1, 2].map(revision => explain(deps, { evaluation: `ACME:${period}:${revision}`, metric: 'on_time_delivery' })),
      );
      expect([first, second].map(one => one && share(one))).to.deep.equal(['4/8', '4/7']);
      const [status] = await periodStatus(deps, { period, clients: ['ACME'] });
      expect(status?.proposed).to.equal(null);
      expect((await verify(deps)).findings).to.deep.equal([]);
    });
  });
});
