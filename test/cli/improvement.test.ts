import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { plumbline, type Transcript } from '../support/program.js';
import { holdDatabaseOpen } from '../support/workspaces.js';
import { smallWorkspace } from './small-workspace.js';

const rules = `standards:
  - { metric: on_time_delivery, at_least: "98%", from: 2026-01-01, scope: { client: ACME } }
credits:
  - id: sla
    fee: "100000"
    currency: CNY
    at_risk: "10%"
    scope: { client: ACME }
    items: [{ metric: on_time_delivery, pool: "50%", steps: [{ less_than: "98%", credit: "40%" }] }]
surveys:
  - { wave: 2026-Q1, client: ACME, periods: [2026-03, 2026-Q1], invited: { client: 10 }, stale_after: 2026-06-30 }
`;

const files = {
  'config/rules.yaml': rules,
  'matrix.csv': ',transport,inventory,customer_service\ntransport,1,3,2\ninventory,,1,1/2\ncustomer_service,,,1\n',
  'wrong.csv': ',transport,inventory,customer_service\ntransport,1,3,1/9\ninventory,1/3,1,9\ncustomer_service,9,1/9,1\n',
  // Shares of a question that allowed several answers: 113.4 % in all.
  'answers.csv': 'transport,63.9%\ninventory,13.5%\ncustomer_service,36.0%\n',
};

describe('plumbline weights, improvement, credits, action and survey', function () {
  this.timeout(300_000);
  let cwd: string;
  let release: (() => Promise<void>) | undefined;
  const run = (command: string, ...more: readonly string[]): Promise<Transcript> =>
    plumbline({ cwd }, ...command.split(' '), ...more);
  const refused = async (command: string): Promise<string> => {
    const { code, stdout, stderr } = await run(command);
    expect({ code, out: stdout }, stderr).to.deep.equal({ code: 2, out: '' });
    return stderr;
  };
  const answered = async (command: string, ...more: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(command, ...more);
    expect({ code, talk: stderr }).to.deep.equal({ code: 0, talk: '' });
    return stdout;
  };

  before(async () => {
    cwd = await smallWorkspace(files);
    release = await holdDatabaseOpen(cwd);
    await answered('import march.csv --layout shipments');
    expect((await run('evaluate --period 2026-03')).code).to.equal(0);
  });
  after(() => release?.());

  const derive = 'weights derive --index kpi --from 2026-07-01';

  it('weights: tried beside the old ones, then written with where they come from, and shown', async () => {
    const tried = await answered(`${derive} --method ahp --matrix matrix.csv --dry-run`);
    expect(tried).to.match(/consistency ratio: kpi 0\.00\d\d/);
    expect(tried).to.match(/Transport \(transport\) +0\.5 +0\.539615\n/);
    expect(tried).to.match(/ACME +2026-03 +no score +no score +15\.0 % +16\.2 %/);
    expect(tried).to.contain('Tried only: nothing was written.');
    const file = path.join(cwd, 'config', 'weights', 'kpi-2026-07-01.yaml');
    expect(existsSync(file)).to.equal(false);

    expect(await refused(`${derive} --method given --weights answers.csv`)).to.contain('add up to 1.134, not to 1.');
    const written = await answered(`${derive} --method given --weights answers.csv --normalise --as chen`);
    expect(written).to.match(/normalised from: kpi 1\.134\n/);
    expect(written).to.contain('Wrote config/weights/kpi-2026-07-01.yaml, ledger entry');
    expect(readFileSync(file, 'utf8')).to.contain('derived by: chen').and.contain('weight: "0.563492"');
    const shown = await answered('weights show --index kpi --client ACME --period 2026-07');
    expect(shown).to.match(/method: given numbers\n/);
    expect(shown).to.match(/Transport \(transport\) +0\.563492 +56\.3492 %/);
  });

  it('weights: contradictions are named, and so is what is there already', async () => {
    const talk = await refused(`${derive} --method ahp --matrix wrong.csv`);
    expect(talk).to.match(/^error matrix_inconsistent {2}\S+wrong\.csv\n/);
    expect(talk).to.contain('above 0.1 (random index: Saaty 2005)');
    expect(talk.match(/; the others say /g)).to.have.lengthOf(3);
    expect(await refused(`${derive} --method given --weights answers.csv --normalise`)).to.contain('error weights_file_exists');
    expect(await refused(`${derive} --method magic`)).to.contain('Methods are given, survey, ahp, entropy or mix.');
  });

  it('improvement and credits: what first, where, and what it costs', async () => {
    const out = await answered('improvement --period 2026-03 --client ACME');
    expect(out).to.match(/1 +on_time_delivery +1\.0000 +2\.00 +8\.000 +missed +-23\.0 pp +1\n/);
    expect(out).to.contain(
      'carrier Road has 1 (100.0 %) of the failures, the most, with 50.0 % of the volume: no more than chance gives, p 1.0 (Holm, ',
    );
    expect(out).to.contain('delivery: on_time_delivery 0.75 against 0.98 (the largest)');
    expect(await answered('credits --period 2026-03 --client ACME')).to.equal(
      'Credit sla: -2000 CNY\n  on_time_delivery: less_than 98%, -2000 (100000 × 10% × 50% × 40%)\n',
    );
    expect(await answered('credits --period 2026-03 --client BETA')).to.contain('No credits are configured for BETA');
    for (const command of ['improvement', 'credits'])
      expect(await refused(`${command} --period 2026-07 --client ACME`))
        .to.contain('error period_not_evaluated')
        .and.contain('plumbline evaluate --period 2026-07 --client ACME');
    expect(await refused('audit list --period 2026-07')).to.contain('There is no evaluation "2026-07".');
    expect(await refused('improvement --period 2026-03 --client ACNE'))
      .to.contain('error client_not_known')
      .and.contain('ACME');
  });

  it('action: added, listed, ended; what does not exist is named', async () => {
    const add = 'action add --client ACME --owner Lin --start 2026-04-01 --due 2026-04-30 --slice carrier=Road --as lin';
    const added = await answered(`${add} --metric on_time_delivery`, '--what', 'Earlier departure');
    const [, number = ''] = /^action (\d+) of ACME is added\./.exec(added) ?? [];
    const list = (): Promise<string> => answered('action list --client ACME');
    expect(await list()).to.match(/carrier Road +Earlier departure +Lin +2026-04-30 +\S+, overdue +too early to say/);
    await answered(`action close ${number} --done 2026-04-15 --as lin`);
    expect(await list()).to.match(/2026-04-30 +done +too early to say/);
    expect(await refused('action close 999 --done 2026-04-15')).to.contain('There is no action 999.');
    expect(await refused(`${add} --metric on_time_delivry --what x`)).to.contain('Did you mean on_time_delivery?');
  });

  it('survey: a questionnaire, who has answered, and roles that do not exist', async () => {
    expect(await answered('survey status --client ACME')).to.match(
      /ACME +2026-Q1 +2026-03, 2026-Q1 +client +10 +0 +0\.0 % +0 +stale/,
    );
    const template = 'survey template --client ACME --wave 2026-Q1';
    expect(await answered(`${template} --lang zh --out q.xlsx`)).to.match(/26 questions\. Filled in, it imports with:/);
    expect(existsSync(path.join(cwd, 'q.xlsx'))).to.equal(true);
    expect(await refused(`${template} --roles client,consigne`)).to.contain('Did you mean consignee?');
  });
});
