import { mkdir } from 'node:fs/promises';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { emptyDirectory } from '../support/databases.js';
import { documentOf, transcriptOf, plumbline, spawned, startProgram, type Transcript, twoAtATime } from '../support/program.js';
import { writeFiles } from '../support/workspaces.js';

interface Refusal {
  readonly exit: number;
  readonly faults: readonly { readonly code: string; readonly what: string; readonly remedy: string }[];
}

const commands = [
  ['init'],
  ['check'],
  ['demo'],
  ['import'],
  ['import', 'withdraw'],
  ['evaluate'],
  ['scorecard'],
  ['period'],
  ['period', 'status'],
  ['period', 'close'],
  ['period', 'reopen'],
  ['metrics'],
  ['metrics', 'list'],
  ['metrics', 'show'],
  ['layout'],
  ['layout', 'list'],
  ['layout', 'show'],
  ['layout', 'propose'],
  ['db'],
  ['db', 'status'],
  ['db', 'migrate'],
] as const;

describe('the program', () => {
  let cwd: string;
  before(async () => {
    cwd = await emptyDirectory();
  });
  const run = (...args: readonly string[]): Promise<Transcript> => plumbline({ cwd }, ...args);

  describe('--help', () => {
    it('of each command says what it does, how it is written, with an example and what every command takes', async () => {
      const helps = await twoAtATime(commands, command => run(...command, '--help'));
      for (const [i, { code, stdout, stderr }] of helps.entries()) {
        const name = commands[i]?.join(' ') ?? '';
        expect({ name, code, stderr }).to.deep.equal({ name, code: 0, stderr: '' });
        expect(stdout).to.match(new RegExp(`^Usage: plumbline ${name}\\b`));
        expect(stdout).to.contain('--json').and.contain('--workspace').and.contain('Example');
      }
    });

    it('of the whole lists every command, with the exit codes', async () => {
      const { code, stdout } = await spawned({ cwd }, '--help');
      expect(code).to.equal(0);
      for (const [name] of commands) expect(stdout).to.match(new RegExp(`^  ${name} `, 'm'));
      expect(stdout).to.contain('0 done · 1 findings · 2 wrong usage or config · 3 environment · 70 a bug of ours');
      expect((await run('help')).stdout).to.equal(stdout);
    });
  });

  it('writes files that nobody but the user and the group reads', async () => {
    const before = process.umask(0);
    try {
      expect((await spawned({ cwd }, 'init', 'guarded')).code).to.equal(0);
    } finally {
      process.umask(before);
    }
    const modes = ['plumbline.yaml', 'config', 'inbox'].map(name => statSync(path.join(cwd, 'guarded', name)).mode & 0o777);
    expect(modes.map(mode => mode.toString(8))).to.deep.equal(['640', '750', '750']);
  });

  it('--version is that of the package', async () => {
    const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const { code, stdout } = await spawned({ cwd }, '--version');
    expect({ code, version: stdout.trim() }).to.deep.equal({ code: 0, version: (manifest as { version: string }).version });
  });

  describe('wrong usage is exit code 2, told on stderr, with the nearest name', () => {
    const wrong: readonly (readonly [args: readonly string[], says: string])[] = [
      [[], 'No command was given.'],
      [['layout'], 'No command was given.'],
      [['db'], 'No command was given.'],
      [['metrics'], 'No command was given.'],
      [['evalute'], 'Did you mean evaluate?'],
      [['metrics', 'lst'], 'Did you mean list?'],
      [['evaluate', '--perod', '2026'], 'Did you mean --period?'],
      [['scorecard', '--perod', '2026'], 'Did you mean --period?'],
      [['import', 'withdraw', '3', '--raeson', 'x'], 'Did you mean --reason?'],
      [['import', 'a.csv', '--layuot', 'x'], 'Did you mean --layout?'],
      [['--jsn', 'check'], 'Did you mean --json?'],
      [['evaluate'], "The option '--period <period>' is needed."],
      [['scorecard'], "The option '--period <period>' is needed."],
      [['import', 'withdraw', '3'], "The option '--reason <text>' is needed."],
      [['import', 'withdraw', '3', '--reason', 'x', '--dry-run'], 'Nothing was withdrawn.'],
      [['period', 'close'], "The option '--period <period>' is needed."],
      [['period', 'close', '--period', '2026-06', '--waive', 'x'], 'who waives something says why'],
      [['period', 'close', '--period', '2026-06', '--reason', 'x'], '0 waived and 1 reasons given'],
      [['period', 'reopen', '--period', '2026-06', '--reason', 'x'], "The option '--client <code>' is needed."],
      [['period', 'reopen', '--period', '2026-06', '--client', 'x'], "The option '--reason <text>' is needed."],
      [['scorecard', '--period', '2026', '--revision', '0'], '"0" is not the number of a revision.'],
      [['import'], "'files'"],
      [['init'], "'dir'"],
      [['check', 'surplus'], "Too many arguments for 'check': 0 are expected, 1 is given."],
      [['import', 'withdraw', 'three', '--reason', 'x'], '"three" is not the number of a batch.'],
      [['evaluate', '--period', '2026', '--as-of', '-1'], 'is not the number of a batch.'],
      [['evaluate', '--period', '2026', '--at', '2026-01-01'], '"2026-01-01" is not an instant.'],
      [['evaluate', '--period', '2026', '--at', '2026-02-30T00:00:00Z'], 'is not an instant.'],
      [['scorecard', '--period', '2026', '--lang', 'de'], 'The languages are en and zh.'],
    ];
    let ran: readonly Transcript[];
    before(async () => {
      ran = await twoAtATime(wrong, ([args]) => run(...args));
    });
    for (const [i, [args, says]] of wrong.entries()) {
      it(`plumbline ${args.join(' ')}`, () => {
        const { code, stdout, stderr } = ran[i] ?? { code: 70, stdout: '', stderr: '' };
        expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
        expect(stderr)
          .to.match(/^error [a-z_]+/)
          .and.contain(says);
      });
    }

    it('is one JSON document on stdout with --json', async () => {
      for (const args of [[], ['evalute'], ['evaluate'], ['check'], ['layout']]) {
        const ran = await spawned({ cwd }, ...args, '--json');
        const { exit, faults } = documentOf<Refusal>(ran);
        expect({ exit, code: ran.code, count: faults.length }).to.deep.equal({ exit: 2, code: 2, count: 1 });
        expect(ran.stderr).to.contain(faults[0]?.what ?? 'a fault');
      }
    });
  });

  it('stops quietly when nobody reads on', async () => {
    const child = startProgram({ cwd }, '--help');
    child.stdout?.destroy();
    const { code, stderr } = await transcriptOf(child);
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
  });

  describe('the workspace', () => {
    const listed = async (place: { cwd: string; env?: Record<string, string> }, ...args: readonly string[]): Promise<unknown> => {
      const ran = await plumbline(place, 'layout', 'list', '--json', ...args);
      expect(ran.code, ran.stderr).to.equal(0);
      return documentOf<{ layouts: { layout: string }[] }>(ran).layouts.map(({ layout }) => layout);
    };
    const layout = (name: string): string =>
      `layout: ${name}\nfact: transport_demand\nfields: { client: { const: A }, demand_no: { column: no } }\n`;
    let near: string;
    let far: string;
    before(async () => {
      near = await emptyDirectory();
      far = await emptyDirectory();
      await writeFiles(near, { 'plumbline.yaml': 'time_zone: UTC\n', 'config/near.yaml': layout('near') });
      await writeFiles(far, { 'plumbline.yaml': 'time_zone: UTC\n', 'config/far.yaml': layout('far') });
      await mkdir(path.join(near, 'inbox', 'deep'), { recursive: true });
    });

    it('is the nearest folder above with a plumbline.yaml', async () => {
      expect(await listed({ cwd: path.join(near, 'inbox', 'deep') })).to.include('near');
    });

    it('is that of PLUMBLINE_WORKSPACE rather than the nearest', async () => {
      const layouts = await listed({ cwd: near, env: { PLUMBLINE_WORKSPACE: far } });
      expect(layouts).to.include('far').and.not.include('near');
    });

    it('is that of --workspace rather than PLUMBLINE_WORKSPACE, before or after the command, by a relative path too', async () => {
      const place = { cwd: path.dirname(near), env: { PLUMBLINE_WORKSPACE: far } };
      expect(await listed(place, '--workspace', path.basename(near)))
        .to.include('near')
        .and.not.include('far');
      const first = await plumbline(place, '--workspace', near, 'layout', 'list');
      expect(first.stdout).to.contain('near');
    });

    it('must be one', async () => {
      const none = await run('check');
      expect(none.code).to.equal(2);
      expect(none.stderr).to.contain('error workspace_missing').and.contain('plumbline init DIR');
      const wrong = await run('check', '--workspace', 'nowhere');
      expect(wrong.code).to.equal(2);
      expect(wrong.stderr).to.contain('--workspace names "nowhere"');
      const variable = await plumbline({ cwd, env: { PLUMBLINE_WORKSPACE: 'nowhere' } }, 'check');
      expect(variable.stderr).to.contain('PLUMBLINE_WORKSPACE names "nowhere"');
    });
  });
});
