import { readdir, readFile, writeFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { DemoMade } from '../../src/app/demo/demo.js';
import { databaseStatusText, distributionText, undistributionText } from '../../src/cli/text/database.js';
import { demoText } from '../../src/cli/text/demo.js';
import { documentOf, plumbline, type Transcript } from '../support/program.js';
import { holdDatabaseOpen } from '../support/workspaces.js';
import { chineseWorkspace } from './chinese-workspace.js';

/** Names of the workspace’s data, units, and what has no Chinese; metrics, layouts and the like are asked for. */
const names =
  'ACME BETA Road Rail lin wang tms sla CNY UTC AO kpi min PostgreSQL Plumbline Holm csv xlsx KPI AHP Saaty sha256 organisation time_zone clients NAME TEXT CODE REASON FILE KEY'.split(
    ' ',
  );

/** Units as metrics have them, which no document words either. */
const units = 'currency ratio day km month'.split(' ');

/** Commands that are typed, files, times, hashes and options: the same in every language. */
const typed = [
  /plumbline(?: [\w./:="-]+)+/g,
  /`[^`]*`/g,
  /"\w+:"/g,
  /https?:\S+/g,
  /[\w./-]*\/[\w./-]*/g,
  /(?<=\s)\.\w+/g,
  /[\w.-]+\.(?:csv|xlsx|yaml|json)\b/g,
  /\b\d{4}-\d{2}-\d{2}T[\d:.]+Z/g,
  /\b\d{4}-[QHW]\d+/g,
  /\b(?=[0-9a-z_]*\d)(?:key_)?[0-9a-f]{7,}\b/g,
  /pl_[\w-]+/g,
  /\b[A-Z]\d+\b/g,
  /--[a-z-]+/g,
];

/** The English words that are left in a text. */
export function englishIn(text: string, known: ReadonlySet<string>): readonly string[] {
  const rest = typed.reduce((left, form) => left.replaceAll(form, ' '), text);
  return [...rest.matchAll(/[A-Za-z]\w+/g)].map(([word]) => word).filter(word => !known.has(word));
}

/** The leaves of the tree of commands, as the help names them. */
async function commandsBelow(path: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await plumbline({ cwd: '/' }, ...path, '--help');
  const listed = stdout.split(/^Commands:$/m)[1]?.split('\n\n')[0] ?? '';
  const below = listed
    .split('\n')
    .flatMap(line => /^ {2}([a-z-]+) /.exec(line)?.[1] ?? [])
    .filter(name => name !== 'help');
  const leaves = await Promise.all(below.map(name => commandsBelow([...path, name])));
  return below.length === 0 || path.join() === 'import' ? [path.join(' '), ...leaves.flat()] : leaves.flat();
}

/** What prints no words of ours (config as it is written, a document, an address), or is held elsewhere. */
const wordless = ['audit rerun', 'db url', 'layout show', 'metrics show', 'scorecard'];
const elsewhere = ['demo', 'serve', 'start', 'db distribute', 'db undistribute'];

describe('the answers of the terminal in Chinese', function () {
  this.timeout(120_000);
  let cwd: string;
  let release: () => Promise<void>;
  let known: ReadonlySet<string>;
  const ran = new Set<string>();
  before(async () => {
    cwd = await chineseWorkspace();
    release = await holdDatabaseOpen(cwd);
    known = new Set([...names, ...units, 'fresh', ...(await idsOf(cwd))]);
  });
  after(() => release());

  /** Runs a command in a terminal that is Chinese too. */
  async function answerOf(command: string, ...more: readonly string[]): Promise<string> {
    const args = [...command.split(' '), ...more];
    const { code, stdout, stderr }: Transcript = await plumbline({ cwd, env: { LANG: 'zh_CN.UTF-8' } }, ...args);
    expect(code, `${command}: ${stderr}${stdout}`).to.be.oneOf([0, 1]);
    ran.add(command.split(' --')[0]?.replace(/ (?:month|\S*[\d.:]\S*.*)$/, '') ?? '');
    return stdout;
  }

  /** Runs a command, holds that its answer is Chinese, and gives it. */
  async function answered(command: string, ...more: readonly string[]): Promise<string> {
    const text = await answerOf(command, ...more);
    expect(text, command).to.match(/[\u4e00-\u9fff]/);
    expect(englishIn(text, known), `${command}\n${text}`).to.deep.equal([]);
    return text;
  }

  it('finds English that is planted', () => {
    const planted =
      '批次 7  june.csv，row 3  current：plumbline import june.csv --layout acme\nunder_way 已完成 2026-03-01T00:00:00Z';
    expect(englishIn(planted, known)).to.deep.equal(['row', 'current', 'under_way']);
    expect(englishIn('ACME 2026-03 已关账：closed at revision 1', known)).to.deep.equal(['closed', 'at', 'revision']);
  });

  it('are of config, layouts and metrics', async () => {
    await answered('check');
    // The layout itself stands there as its file has it.
    const proposed = await answerOf('layout propose fresh.csv');
    expect(englishIn(proposed.slice(proposed.indexOf('已写入')), known)).to.deep.equal([]);
    await answered('layout list');
    await answered('metrics list');
    await answered('init fresh.d');
  });

  it('are of imports and evaluations', async () => {
    expect(await answered('import march.csv --layout shipments --dry-run')).to.contain('试运行');
    await answered('import march.csv faulty.csv --layout shipments');
    await answered('rejects list');
    // The faults of a row name its cells.
    expect(await answerOf('rejects list 2')).to.contain('待更正 1 行');
    await writeFile(
      `${cwd}/corrected.csv`,
      (await readFile(`${cwd}/rejects/2.csv`, 'utf8')).replace('"S8","ACMEE"', '"S8","ACME"'),
    );
    await answered('rejects mend 2 corrected.csv --dry-run');
    await answered('rejects settle 2 --rows 2 --reason 试单 --as lin');
    expect(await answerOf('rejects list 2 --all')).to.contain('已由 lin 于');
    await answered('rejects reopen 2 --rows 2 --as lin');
    expect(await answered('rejects settle 2 --left --reason 客户另发文件 --as lin')).to.contain('已结案 1 行');
    await answered('period status');
    await answered('audit list');
    await answered('import wrong-month.csv --layout shipments');
    await answered('import withdraw 3 --reason 月份错误');
    expect(await answered('evaluate --period 2026-03 --at 2026-05-01T00:00:00Z --as lin')).to.contain('未达标');
    await answered('evaluate --period 2026-02');
    expect(await answered('evaluate --period 2026-03 --what-if what-if.yaml')).to.contain('"on_time_delivery" 的标准');
    await answered('evaluate --period 2026-03 --what-if later.yaml');
  });

  it('are of closings, exclusions, overrides and disputes', async () => {
    expect(await answered('period status --period 2026-03')).to.contain('缺 tms');
    const close = 'period close --period 2026-03 --client ACME --as lin';
    await answered(close, '--waive', 'tms', '--reason', '本月未交');
    const exclude = 'exclude request --client ACME --reason AO --evidence 台风通知 --as wang';
    expect(await answered(`${exclude} --fact S2 --metric on_time_delivery --dry-run`)).to.contain('仅为试算');
    const window = numberIn(await answered(`${exclude} --from 2026-03-01 --to 2026-03-02 --carrier Road`));
    const excluded = numberIn(await answered(`${exclude} --fact S2 --metric on_time_delivery`));
    expect(await answered(`exclude approve ${excluded} --as lin`)).to.contain('提议第 2 版');
    await answered(`exclude refuse ${window} --as lin --why 依据不足`);
    await answered('exclude list');
    await answered(`exclude show ${window}`);
    await answered('import late.csv --layout shipments');
    await answered('period status');
    await answered(`exclude revoke ${excluded} --as lin --why 重新审查`);
    const override = 'override request --client ACME --period 2026-03 --metric on_time_delivery --value 97% --as wang';
    const agreed = numberIn(await answered(override, '--reason', '双方约定', '--evidence', '会议纪要'));
    await answered(`override approve ${agreed} --as lin`);
    await answered(`override show ${agreed}`);
    await answered('override list');
    await answered(`override revoke ${agreed} --as lin --why 重新审查`);
    const asked = numberIn(await answered(override, '--reason', '双方约定'));
    await answered(`override refuse ${asked} --as lin --why 依据不足`);
    const dispute = 'dispute open --client ACME --period 2026-03 --metric on_time_delivery --as wang';
    const opened = numberIn(await answered(dispute, '--fact', 'S2', '--text', '门岗关闭'));
    await answered(`dispute accept ${opened} --reason AO --why 属实 --as lin`);
    const other = numberIn(await answered(dispute, '--text', '数字不对'));
    await answered(`dispute refuse ${other} --why 无依据 --as lin`);
    await answered('dispute list');
    await answered(`dispute show ${opened}`);
    await answered('period reopen --period 2026-03 --client ACME --reason 迟到文件 --as lin');
    await answered(close, '--waive', 'tms', '--reason', '本月未交');
    await answered('evaluate --period 2026-03 --client ACME');
    await answered('comment add --client ACME --period 2026-03 --text 已增派司机 --as lin');
    await answered('comment list --client ACME');
    await answered('comment remove --client ACME --period 2026-03 --as lin');
    await answered('period sign-off --client ACME --period 2026-03 --revision 2 --by 陈安娜 --as lin');
  });

  it('are of what is verified, explained, traced and compared', async () => {
    await answered('audit list');
    await answered('audit verify');
    // Expressions and sources stand there as the metric and its standards have them.
    const explained = await answerOf('audit explain ACME:2026-03 on_time_delivery --membership failed,undetermined,excluded');
    const ours = explained.replace(/^计算[\s\S]*?(?=^标准)/m, '').replaceAll('The paper, Table 2', '');
    expect(englishIn(ours, known), explained).to.deep.equal([]);
    await answered('audit explain ACME:2026-03 kpi');
    await answered('audit trace S2');
    await answered('audit trace S9');
    await answered('audit diff ACME:2026-03:1 ACME:2026-03:2');
    await plumbline({ cwd }, 'scorecard', '--period', '2026-03', '--client', 'ACME');
    const [file = ''] = (await readdir(`${cwd}/scorecards/2026-03`)).filter(name => name.endsWith('.xlsx'));
    await answered(`audit workbook scorecards/2026-03/${file}`);
  });

  it('are of improvement, actions, weights and surveys', async () => {
    const add = 'action add --client ACME --metric on_time_delivery --slice carrier=Road --what 提前发车 --owner 林梅';
    const action = numberIn(
      await answered(`${add} --start 2026-04-01 --due 2026-04-30 --ease 4 --benefit 5 --cause systems --as lin`),
    );
    await answered(`action update ${action} --ease 5 --note 进展顺利 --as lin`);
    expect(await answered('improvement --period 2026-03 --client ACME'))
      .to.contain('五个差距')
      .and.contain('后果');
    await answered('credits --period 2026-03 --client ACME');
    await answered('credits --period 2026-03 --client BETA');
    await answered('action list');
    await answered(`action close ${action} --done 2026-04-15 --as lin`);
    await answered(`action show ${action}`);
    const derive = 'weights derive --index kpi --from 2026-07-01 --as lin';
    for (const method of ['ahp --matrix matrix.csv --dry-run', 'given --weights answers.csv --normalise']) {
      // Why a level stays comes in English.
      const derived = (await answerOf(`${derive} --method ${method}`)).replaceAll('nothing was given for it', '');
      expect(englishIn(derived, known), derived).to.deep.equal([]);
    }
    await answered('weights show --period 2026-07 --client ACME');
    await answered('survey status');
    // Jobs and what they do stand there by the ids of config.
    const ids = ['import', 'import_inbox', 'evaluate', 'scorecards', 'mail', 'remind', 'month_end', 'chain'];
    expect(englishIn(await answerOf('jobs list'), new Set([...known, ...ids]))).to.deep.equal([]);
    await answered('jobs run month --dry-run');
    await answered('jobs run month --as lin');
    await answered('jobs history');
    await answered('survey template --client ACME --wave 2026-Q1 --out q.xlsx');
  });

  it('are of keys and the database, as the terminal speaks', async () => {
    await answered('keys list');
    await answered('keys create --role manager --name 质量 --as lin');
    const made = documentOf<{ readonly id: string }>(
      await plumbline({ cwd }, 'keys', 'create', '--role', 'client', '--client', 'ACME', '--name', '客户', '--json'),
    );
    await answered(`keys revoke ${made.id} --as lin`);
    await answered('keys list');
    await answered('db status');
    await answered('db migrate');
  });

  it('are of contracts', async () => {
    await answered('contract list');
    await answered('contract template --client ACME --out contract.xlsx');
    // What would be written stands there as config has it.
    await answerOf('contract draft --client ACME');
    await answerOf('contract import contract.xlsx --dry-run');
    await answerOf('contract import contract.xlsx --yes');
    await answerOf('contract show --client ACME');
  });

  it('are of the demo and of databases on servers', () => {
    const by = 'lin';
    const story: DemoMade['story'] = [
      { did: 'close', by, clients: ['ACME'], period: '2026-03', revision: 1, evaluation: '0123456789' },
      {
        did: 'close',
        by,
        clients: ['ACME', 'BETA'],
        period: '2026-03',
        revision: 1,
        evaluation: '0123456789',
        acknowledged: { clients: ['BETA'], reason: '下月再盘点' },
      },
      { did: 'comment', by, client: 'ACME', period: '2026-03', metric: 'on_time_delivery', text: '已增派司机' },
      { did: 'sign', by, client: 'ACME', period: '2026-03', revision: 1, signatory: '陈安娜' },
      { did: 'reopen', by, reason: '更正' },
      { did: 'dispute', by, dispute: 1, text: '门岗关闭' },
      { did: 'accept', by, exclusion: 1, revision: 2, why: '属实' },
      { did: 'act', by, client: 'ACME', action: 1, what: '提前发车' },
      { did: 'weigh', by, client: 'ACME', index: 'kpi', wave: '2026-Q1', from: '2026-04-01', file: 'kpi.yaml' },
      { did: 'import_late' },
    ];
    const made = { directory: '/w', batches: [], evaluations: [], story, scorecards: [] };
    const server = { kind: 'server', version: '17.0', migrations: [], batches: null, last_import: null, cluster: null } as const;
    const machine = { name: '10.0.0.1:5432', is_coordinator: true, is_reachable: true, shards: 0, bytes: 0 };
    const cluster = {
      version: '13.0-1',
      tables: { distributed: ['fact'], copied: ['batch'], not_distributed: ['fact'] },
      machines: [machine, { ...machine, is_coordinator: false, is_reachable: false, bytes: null }],
      shards: 32,
      skew: 1.1,
    };
    const texts = [
      demoText(made, '/', 'zh').replaceAll('demo 会', '会'),
      databaseStatusText({ ...server, bound_readers: 'role' }, 'zh').replaceAll('DATABASE_READER_URL', ''),
      databaseStatusText({ ...server, bound_readers: 'own_login' }, 'zh'),
      databaseStatusText({ ...server, bound_readers: 'own_login', cluster }, 'zh').replaceAll(/Citus|fact|MB/g, ''),
      databaseStatusText({ ...server, kind: 'embedded', bound_readers: 'role' }, 'zh'),
      undistributionText({ dry_run: true, steps: [] }, 'zh'),
      undistributionText({ dry_run: false, steps: [{ name: 'fact', does: 'undistribute', sql: '' }] }, 'zh'),
      distributionText({ dry_run: true, steps: [] }, 'zh'),
      distributionText({ dry_run: true, steps: [{ name: 'fact', does: 'distribute', sql: '' }] }, 'zh'),
    ];
    expect(texts.map(text => englishIn(text.replaceAll('less w', ''), known))).to.deep.equal(texts.map(() => []));
  });

  it('were asked of every command', async () => {
    const all = await commandsBelow([]);
    expect([...ran, ...wordless, ...elsewhere, 'db backup', 'db restore'].toSorted()).to.deep.equal([...all].toSorted());
  });
});

/** The number that an answer names: `第 3 号剔除`. */
const numberIn = (text: string): string => /第 (\d+) 号/.exec(text)?.[1] ?? '';

/** The ids by which metrics, indexes, their branches and layouts are typed. */
async function idsOf(cwd: string): Promise<readonly string[]> {
  const [metrics, layouts, weights] = await Promise.all([
    plumbline({ cwd }, 'metrics', 'list', '--json'),
    plumbline({ cwd }, 'layout', 'list', '--json'),
    plumbline({ cwd }, 'weights', 'show', '--json'),
  ]);
  const nodes = [...weights.stdout.matchAll(/"(?:node|index)":"(\w+)"/g)].map(([, id = '']) => id);
  return [
    ...documentOf<{ readonly metrics: readonly { readonly id: string }[] }>(metrics).metrics.map(({ id }) => id),
    ...documentOf<{ readonly layouts: readonly { readonly layout: string }[] }>(layouts).layouts.map(({ layout }) => layout),
    ...nodes,
  ];
}
