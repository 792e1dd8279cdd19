import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import type { Actor } from '../../src/store/actor.js';
import type { Deps } from '../../src/app/deps.js';
import { verify } from '../../src/app/audit/verify.js';
import { auditWorkbook } from '../../src/app/audit/workbook.js';

import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { listComments, writeComment } from '../../src/app/periods/comments.js';
import { remarksOf } from '../../src/app/periods/remarks.js';
import { signOff } from '../../src/app/periods/sign-off.js';
import { periodStatus } from '../../src/app/periods/status.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import { commentsOf, recordComment } from '../../src/store/comments.js';
import { closedEvaluation } from '../../src/store/evaluations.js';
import { periodStandingOf } from '../../src/store/periods.js';
import { enableRowSecurity, restrictedTo } from '../../src/store/row-security.js';
import { signOffsOf } from '../../src/store/sign-offs.js';
import type { PeriodComment } from '../../src/reports/input.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { whatOf } from '../support/worded.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients:\n  - { code: ACME }\n  - { code: BETA }\n',
  'config/layouts/acme.yaml': shipmentLayout('acme', 'client no site promised delivered'),
};
const rows = `client,no,site,promised,delivered
ACME,S1,SHA,2026-06-03T12:00:00Z,2026-06-03T11:00:00Z
BETA,B1,SHA,2026-06-03T12:00:00Z,2026-06-03T11:00:00Z
`;
const period = '2026-06';
const second = 1000;

eachDatabase('comments and signatures', database => {
  let deps: Deps;
  // Every entry is made a minute after the one before.
  let now = Date.UTC(2026, 6, 10);
  const comment = (text: string, metric: string | null = null, client = 'ACME') => {
    now += 60 * second;
    return writeComment(deps, { client, period, metric, text, actor: 'lin' });
  };
  const key = (name: string, person?: string) => ({ name, id: `key of ${name}`, ...(person === undefined ? {} : { person }) });
  const signWithKey = (actor: Actor, note?: string) => {
    now += 60 * second;
    return signOff(deps, { client: 'ACME', period, revision: 2, note, actor });
  };
  const sign = (revision: number, by: string, more: { note?: string; client?: string } = {}) => {
    now += 60 * second;
    const { client = 'ACME', note } = more;
    return signOff(deps, { client, period, revision, note, actor: 'lin', onPaper: { by, received: 'mail' } });
  };
  const close = () => closePeriod(deps, { period, clients: ['ACME'], waivers: [], actor: 'lin' });
  const standing = async () => (await listComments(deps, { client: 'ACME' })).map(({ metric, text }) => [metric, text]);
  const remarks = (revision: number, moment = now) =>
    database().transaction(async tx => {
      const { closings } = await periodStandingOf(tx, 'ACME', period);
      const closing = closings.find(one => one.revision === revision);
      if (closing === undefined) throw new Error(`revision ${revision} was closed`);
      const found = await remarksOf(tx, await closedEvaluation(tx, closing), moment);
      const textsOf = (all: readonly PeriodComment[]): readonly string[] => all.map(({ text }) => text);
      return {
        comments: textsOf(found.comments),
        after: textsOf(found.commentsAfterSigning),
        signedOff: found.signedOff.map(({ by }) => by),
      };
    });
  const refusal = async (work: Promise<unknown>) => {
    const { faults, exitCode } = await stopOf(work);
    return [exitCode, faults[0]?.code];
  };

  before(async () => {
    const directory = await workspaceOf(files);
    deps = { ...(await depsFor(database(), directory)), clock: () => now };
    await writeFile(path.join(directory, 'june.csv'), rows);
    await imported(deps, 'june.csv', 'acme');
  });

  it('are refused before there is a figure, about a metric that the period has not, and with signs that cannot be seen', async () => {
    expect(await refusal(comment('too early'))).to.deep.equal([1, 'comment_too_early']);
    expect(await refusal(sign(1, 'Li Wei'))).to.deep.equal([1, 'sign_off_not_closed']);
    await evaluateClients(deps, { period, clients: [], actor: 'lin' });
    expect(await refusal(comment('typo', 'on_time_deliver'))).to.deep.equal([2, 'metric_unknown']);
    for (const text of ['a\u200bb', 'a\u202eb', 'a\u0007b', 'a\ufeffb', 'a\u2800b', 'a\ud83d'])
      expect(await refusal(comment(text)), JSON.stringify(text)).to.deep.equal([2, 'remark_sign_unseen']);
    const [unseen] = (await stopOf(comment('gate 3\u200b was shut'))).faults;
    expect(unseen && whatOf(unseen)).to.equal('Character 7 of `text`, U+200B, cannot be seen.');
    expect(await refusal(comment('x'.repeat(2001)))).to.deep.equal([2, 'remark_too_long']);
    expect(await refusal(comment('line\n'.repeat(41)))).to.deep.equal([2, 'remark_too_many_lines']);
    expect(await refusal(comment('  '))).to.deep.equal([1, 'comment_not_there']);
    expect(await refusal(sign(1, 'Li\u200b Wei'))).to.deep.equal([2, 'name_unsafe']);
    expect(await standing()).to.deep.equal([]);
  });

  it('a later comment takes the place of the one before, an empty one takes it away, and the ledger keeps them all', async () => {
    expect((await comment('x'.repeat(2000))).ledger).to.be.a('number');
    await comment('Two days of rain.\r\n\r\n+2\u00a0% volume (≥ 40 °C, €)\u3000雨天。 ');
    await comment('=1+1', 'on_time_delivery');
    await comment('of the other', null, 'BETA');
    const text = 'Two days of rain.\n\n+2 % volume (≥ 40 °C, €) 雨天。';
    expect(await standing()).to.deep.equal([
      [null, text],
      ['on_time_delivery', '=1+1'],
    ]);
    expect((await comment(text)).ledger).to.equal(null);
    await comment('', 'on_time_delivery');
    expect(await standing()).to.deep.equal([[null, text]]);
    const kept = await database().transaction(tx => commentsOf(tx, { client: 'ACME' }));
    expect(kept.map(one => [one.metric, one.text.slice(0, 4)])).to.deep.equal([
      [null, 'xxxx'],
      [null, 'Two '],
      ['on_time_delivery', '=1+1'],
      ['on_time_delivery', ''],
    ]);
  });

  it('a closed revision is signed once by each person, an outdated one by nobody, and the next one is unsigned', async () => {
    await close();
    expect(await refusal(sign(2, 'Li Wei'))).to.deep.equal([1, 'sign_off_outdated']);
    expect(await sign(1, 'Li Wei', { note: 'scan 12' })).to.deep.include({
      revision: 1,
      by: 'Li Wei',
      received: 'mail',
      recorded_by: 'lin',
      note: 'scan 12',
      is_new: true,
    });
    expect(await sign(1, 'ＬＩ wei')).to.deep.include({ by: 'Li Wei', note: 'scan 12', is_new: false });
    expect((await sign(1, 'Chen')).is_new).to.equal(true);
    await comment('said of revision 1');
    await reopenPeriod(deps, { period, clients: ['ACME'], reason: 'late', actor: 'lin' });
    const [reopened] = (await stopOf(sign(1, 'Zhou'))).faults;
    expect(reopened && whatOf(reopened)).to.contain('revision 2 is not closed yet');
    await comment('said of revision 2');
    await close();
    const [outdated] = (await stopOf(sign(1, 'Zhou'))).faults;
    expect(outdated && whatOf(outdated)).to.equal('Revision 1 of "ACME", 2026-06 is not the current one: that is revision 2.');
    const [status] = await periodStatus(deps, { period, clients: ['ACME'] });
    expect(status?.revision).to.equal(2);
    expect(status?.signed_off.map(({ revision, by }) => [revision, by])).to.deep.equal([
      [1, 'Li Wei'],
      [1, 'Chen'],
    ]);
    const [signed] = await database().transaction(tx => signOffsOf(tx, { client: 'ACME' }));
    expect(signed).to.deep.include({ hash: status?.evaluation?.hash, evaluation: status?.evaluation?.id });
  });

  it('each revision is shown with what was said until it was reopened, and with its own signatures', async () => {
    const signedText = 'Two days of rain.\n\n+2 % volume (≥ 40 °C, €) 雨天。';
    expect(await remarks(1)).to.deep.equal({
      comments: [signedText],
      after: ['said of revision 1'],
      signedOff: ['Li Wei', 'Chen'],
    });
    expect(await remarks(2)).to.deep.equal({ comments: ['said of revision 2'], after: [], signedOff: [] });
  });

  it('a workbook that was made before is laid out again as of its moment', async () => {
    await sign(2, 'Li Wei');
    const then = now;
    const [file] = (await writeScorecards(deps, { period, clients: ['ACME'], language: 'en', portfolio: false, actor: 'lin' }))
      .files;
    const before = await remarks(2, then);
    await comment('after the workbook', 'on_time_delivery');
    await comment('after the workbook too');
    await sign(2, 'Chen');
    expect(await remarks(2, then)).to.deep.equal(before);
    expect(before).to.deep.equal({ comments: ['said of revision 2'], after: [], signedOff: ['Li Wei'] });
    const { comments, after } = await remarks(2);
    expect(comments).to.deep.equal(['said of revision 2']);
    expect(after).to.deep.equal(['after the workbook', 'after the workbook too']);
    expect((await auditWorkbook(deps, file?.file ?? '')).differences).to.deep.equal([]);
  });

  it('a comment that is taken away after the signature still stands above it, and that it was taken away is said below', async () => {
    await comment('');
    const { comments, after } = await remarks(2);
    expect(comments).to.deep.equal(['said of revision 2']);
    expect(after).to.deep.equal(['after the workbook', '']);
    await comment('said of revision 2');
    expect((await remarks(2)).after).to.deep.equal(['after the workbook']);
  });

  it('a signature with the client’s key is an entry of its own, whatever was recorded on paper before; a new note is kept', async () => {
    expect(await sign(2, 'Ｚhou', { note: 'scan 13' })).to.deep.include({ received: 'mail', is_new: true });
    const zhou = key('Zhou');
    expect(await signWithKey(zhou, 'we really sign')).to.deep.include({
      by: 'Zhou',
      received: 'key',
      recorded_by: null,
      note: 'we really sign',
      is_new: true,
    });
    expect(await signWithKey(zhou)).to.deep.include({ note: 'we really sign', is_new: false });
    expect(await signWithKey(zhou, 'subject to dispute 3')).to.deep.include({ note: 'subject to dispute 3', is_new: true });
    expect((await signWithKey(zhou, 'we really sign')).is_new).to.equal(false);
    expect((await sign(2, 'Zhou')).is_new).to.equal(false);
    const kept = await database().transaction(tx => signOffsOf(tx, { client: 'ACME', period }));
    expect(kept.slice(-3).map(({ received, note }) => [received, note])).to.deep.equal([
      ['mail', 'scan 13'],
      ['key', 'we really sign'],
      ['key', 'subject to dispute 3'],
    ]);
    // What is handed over says once that a key signed.
    expect((await remarks(2)).signedOff.slice(-2)).to.deep.equal(['Ｚhou', 'Zhou']);
  });

  it('who closed a revision or records a signature cannot sign for the client', async () => {
    await closePeriod(deps, { period, clients: ['BETA'], waivers: [], actor: key('LinM', 'lin@corp.example') });
    const beta = { client: 'BETA', period, revision: 1 };
    const own = async (work: Promise<unknown>) => {
      const { exitCode, faults } = await stopOf(work);
      return [exitCode, ...faults.map(one => whatOf(one))];
    };
    const closer = '" is the person who closed revision 1 of "BETA", 2026-06.';
    expect(await own(signOff(deps, { ...beta, actor: key('LinC', 'lin@corp.example') }))).to.deep.equal([
      1,
      `Who would sign as "LinC${closer}`,
    ]);
    expect(await own(sign(1, 'linm', { client: 'BETA' }))).to.deep.equal([1, `Who would sign as "linm${closer}`]);
    expect(await own(sign(1, 'Lin', { client: 'BETA' }))).to.deep.equal([
      1,
      'Who would sign as "Lin" is the person who records the signature.',
    ]);
    expect((await signOff(deps, { ...beta, actor: key('Beta', 'he@beta.example') })).is_new).to.equal(true);
  });

  it('that are touched in the database are found, whether in their words, their author or by being taken out', async () => {
    expect((await verify(deps)).verified).to.equal(true);
    const touched = [
      [
        `update ledger set body = replace(body, 'Li Wei', 'Li Wai') where kind = 'sign_off'`,
        `update ledger set body = replace(body, 'Li Wai', 'Li Wei') where kind = 'sign_off'`,
      ],
      [
        `update ledger set body = replace(body, 'too', 'two') where kind = 'comment'`,
        `update ledger set body = replace(body, 'two', 'too') where kind = 'comment'`,
      ],
      [`update ledger set actor = 'wu' where kind = 'comment'`, `update ledger set actor = 'lin' where kind = 'comment'`],
      [
        `update ledger set entry = entry + 1000 where kind = 'sign_off'`,
        `update ledger set entry = entry - 1000 where kind = 'sign_off'`,
      ],
    ] as const;
    for (const [change, undo] of touched) {
      await database().transaction(tx => tx.raw(change));
      const { findings } = await verify(deps);
      expect(
        findings.map(({ code }) => code),
        change,
      ).to.include('ledger_broken');
      await database().transaction(tx => tx.raw(undo));
    }
    expect((await verify(deps)).verified).to.equal(true);
  });

  it('of another client can be neither read nor written by who is bound to one', async () => {
    expect(await enableRowSecurity(database())).to.equal(undefined);
    const bound = (does: 'read' | 'write') => restrictedTo(database(), ['BETA'], { hold: 'role', does });
    for (const does of ['read', 'write'] as const) {
      const seen = await bound(does).transaction(async tx => [...(await commentsOf(tx, {})), ...(await signOffsOf(tx, {}))]);
      // A comment and a signature.
      expect(seen.map(({ client }) => client)).to.deep.equal(['BETA', 'BETA']);
    }
    const write = (client: string) =>
      bound('write').transaction(tx => recordComment(tx, { client, period, metric: null, text: 'x', actor: 'b', at: now }));
    const refused = await write('ACME').then(
      () => 'written',
      (problem: unknown) => (problem instanceof Error && 'code' in problem ? problem.code : problem),
    );
    expect(refused).to.equal('42501');
    expect(await write('BETA')).to.be.a('number');
  });
});
