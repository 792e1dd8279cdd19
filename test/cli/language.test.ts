import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { terminalLanguage } from '../../src/cli/streams.js';
import { plumbline, type Transcript } from '../support/program.js';
import { holdDatabaseOpen, writeFiles } from '../support/workspaces.js';
import { head, smallWorkspace } from './small-workspace.js';

const chinese = { LANG: 'zh_CN.UTF-8' };

describe('the language of the terminal', () => {
  let cwd: string;
  let release: () => Promise<void>;
  before(async () => {
    cwd = await smallWorkspace();
    release = await holdDatabaseOpen(cwd);
  });
  after(() => release());

  const run = (...args: readonly string[]): Promise<Transcript> => plumbline({ cwd, env: chinese }, ...args);

  it('is Chinese where the first of LC_ALL, LC_MESSAGES and LANG that is set says so', () => {
    const spoken = (LC_ALL?: string, LC_MESSAGES?: string, LANG?: string) => terminalLanguage({ LC_ALL, LC_MESSAGES, LANG });
    expect(spoken(undefined, undefined, 'zh_CN.UTF-8')).to.equal('zh');
    expect(spoken('', 'zh', 'en_GB.UTF-8')).to.equal('zh');
    expect(spoken('C', 'zh_CN.UTF-8', 'zh_CN.UTF-8')).to.equal('en');
    expect(spoken(undefined, undefined, 'zha_CN.UTF-8')).to.equal('en');
    expect(spoken()).to.equal('en');
  });

  it('tells of an unknown client, and of a file that is not there', async () => {
    await run('import', 'march.csv', '--layout', 'shipments');
    const unknown = await run('evaluate', '--period', '2026-03', '--client', 'ACMEE');
    expect([unknown.code, unknown.stdout]).to.deep.equal([2, '']);
    expect(unknown.stderr).to.equal(`错误 client_not_known
  没有客户 "ACMEE" 的任何信息：未登记，也没有导入过其事实。您是否想写 ACME？
  已知的客户有 ACME 或 BETA。
`);
    const missing = await run('import', 'april.csv', '--layout', 'shipments');
    expect([missing.code, missing.stdout]).to.deep.equal([3, '']);
    expect(missing.stderr).to.equal(`错误 source_missing  ${path.join(cwd, 'april.csv')}
  没有文件 "${path.join(cwd, 'april.csv')}"。
  请核对路径；相对路径从当前文件夹算起。
`);
  });

  it('tells of a wrong file where it is wrong, and both languages with --json', async () => {
    await writeFiles(cwd, { 'wrong.csv': `${head}\nF1,ACME,deliverd,Road,2026-03-02,2026-03-02\n` });
    const ran = await run('import', 'wrong.csv', '--layout', 'shipments', '--dry-run');
    expect(ran.code).to.equal(1);
    expect(ran.stderr)
      .to.contain(`错误 choice_unknown  ${path.join(cwd, 'wrong.csv')}:2，列 "status"\n`)
      .and.contain('"deliverd" 不在 ');
    const refused = await run('evaluate', '--period', 'March', '--json');
    const { faults } = JSON.parse(refused.stdout) as { faults: readonly { what: string; zh: { what: string } }[] };
    expect(faults.map(({ what, zh }) => [what, zh.what])).to.deep.equal([['"March" is not a period.', '"March" 不是期间。']]);
  });

  it('of the rejects is that of the workspace', async () => {
    const directory = await smallWorkspace({
      'plumbline.yaml': 'time_zone: UTC\nlanguage: zh\nclients: [{ code: ACME, name: 艾克美食品 }]\n',
      'faulty.csv': `${head}\nF2,ACMEE,delivered,Road,2026-03-02,2026-03-02\n`,
    });
    const ran = await plumbline({ cwd: directory }, 'import', 'faulty.csv', '--layout', 'shipments');
    expect(ran.stderr).to.contain('"ACMEE" is not a client of this workspace.');
    const [first, second] = (await readFile(path.join(directory, 'rejects', '1.csv'), 'utf8')).split('\r\n');
    expect(first).to.equal(
      '\uFEFF"row","code","column","value","what","remedy","source","format","no","client","status","carrier","promised","delivered"',
    );
    expect(second).to.match(
      /^2,"client_unknown","client","ACMEE","""ACMEE"" 不是该工作区的客户。您是否想写 ACME？","请更正该单元格/,
    );
  });
});
