import { existsSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect } from 'chai';
import { documentOf, plumbline } from '../support/program.js';
import { holdDatabaseOpen } from '../support/workspaces.js';
import { smallWorkspace } from './small-workspace.js';

interface Written {
  readonly period: string;
  readonly scorecards: readonly { readonly client: string | null; readonly evaluation: string | null; readonly file: string }[];
}

async function sheetsOf(file: string): Promise<readonly string[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook.worksheets.map(({ name }) => name);
}

const english = [
  'Scorecard',
  'Summary',
  'KPIs',
  'Satisfaction',
  'Trend',
  'Gaps',
  'Exceptions',
  'Exclusions',
  'Actions',
  'Definitions',
  'Audit',
];

describe('plumbline scorecard', () => {
  let cwd: string;
  let release: () => Promise<void>;
  before(async () => {
    cwd = await smallWorkspace();
    release = await holdDatabaseOpen(cwd);
    expect((await plumbline({ cwd }, 'import', 'march.csv', '--layout', 'shipments')).code).to.equal(0);
  });
  after(() => release());

  it('writes a workbook a client, with the promised sheets in order, and a portfolio over all', async () => {
    const ran = await plumbline({ cwd }, 'scorecard', '--period', '2026-03', '--portfolio', '--json');
    expect({ code: ran.code, talk: ran.stderr }).to.deep.equal({ code: 0, talk: '' });
    const folder = path.join(cwd, 'scorecards', '2026-03');
    const { period, scorecards } = documentOf<Written>(ran);
    expect(period).to.equal('2026-03');
    expect(scorecards.map(({ client, file }) => [client, file])).to.deep.equal([
      ['ACME', path.join(folder, 'ACME.en.xlsx')],
      ['BETA', path.join(folder, 'BETA.en.xlsx')],
      [null, path.join(folder, 'portfolio.en.xlsx')],
    ]);
    expect(scorecards[0]?.evaluation).to.be.a('string');
    expect(await sheetsOf(path.join(folder, 'ACME.en.xlsx'))).to.deep.equal(english);
    expect(await sheetsOf(path.join(folder, 'portfolio.en.xlsx'))).to.include.members(['Ranking']);
  });

  it('--lang zh names the sheets in Chinese, --client and --out choose what is written where', async () => {
    const args = ['--period', '2026-Q1', '--client', 'BETA', '--lang', 'zh', '--out', 'out'];
    const { code, stdout, stderr } = await plumbline({ cwd }, 'scorecard', ...args);
    const file = path.join(cwd, 'out', '2026-Q1', 'BETA.zh.xlsx');
    expect({ code, out: stdout }).to.deep.equal({ code: 0, out: `${file}\n` });
    expect(stderr).to.contain(`Wrote ${file}.`);
    const names = await sheetsOf(file);
    expect(names).to.have.length(english.length);
    expect(names.slice(0, 3)).to.deep.equal(['记分卡', '总览', '关键指标']);
    expect(existsSync(path.join(cwd, 'scorecards', '2026-Q1'))).to.equal(false);
  });

  it('says of several clients how far it is and how long the rest will take, in the language of the terminal', async () => {
    const talkIn = async (language: string): Promise<readonly string[]> => {
      const ran = await plumbline({ cwd, env: { LC_ALL: language } }, 'scorecard', '--period', '2026-03', '--out', 'out');
      expect(ran.code).to.equal(0);
      return ran.stderr
        .trim()
        .split('\n')
        .map(line => line.replace(/ACME|BETA/, 'CLIENT').replace(/ \d+ (s|秒)/, ' 9 $1'));
    };
    expect(await talkIn('en_US.UTF-8')).to.deep.equal(['1/2 CLIENT … about 9 s left', '2/2 CLIENT']);
    expect(await talkIn('zh_CN.UTF-8')).to.deep.equal(['1/2 CLIENT …… 约剩 9 秒', '2/2 CLIENT']);
  });

  it('writes nothing for a client or a period that is not there', async () => {
    const unknown = await plumbline({ cwd }, 'scorecard', '--period', '2026-04', '--client', 'ACMEE');
    expect({ code: unknown.code, out: unknown.stdout }).to.deep.equal({ code: 2, out: '' });
    expect(unknown.stderr).to.contain('Did you mean ACME?');
    const wrong = await plumbline({ cwd }, 'scorecard', '--period', '2026-4');
    expect(wrong.code).to.equal(2);
    expect(wrong.stderr).to.contain('error period_unreadable');
    expect(existsSync(path.join(cwd, 'scorecards', '2026-04'))).to.equal(false);
  });
});
