import { expect } from 'chai';
import { run } from '../../src/cli/program.js';

const chinese = /[\u4e00-\u9fff]/;

/** What a command line prints, with this language of the terminal. */
async function printed(args: readonly string[], LANG: string): Promise<string> {
  let text = '';
  const out = (more: string): void => void (text += more);
  const streams = { stdout: out, stderr: out, isTerminal: false, env: { LANG }, start: '/', clock: () => 0, user: 'lin' };
  expect(await run(args, streams)).to.equal(0);
  return text;
}

const commandsIn = (help: string): readonly string[] =>
  (help.split(/^命令：$/m)[1]?.split('\n\n')[0] ?? '')
    .split('\n')
    .flatMap(line => /^ {2}([a-z-]+) /.exec(line)?.[1] ?? [])
    .filter(name => name !== 'help');

/** The help of a command and of all below it. */
async function helps(path: readonly string[]): Promise<readonly (readonly [command: string, help: string])[]> {
  const help = await printed([...path, '--help'], 'zh_CN.UTF-8');
  const below = await Promise.all(commandsIn(help).map(name => helps([...path, name])));
  return [[path.join(' '), help], ...below.flat()];
}

/** Lines without Chinese, but for usage, examples without a remark, and where a text goes on. */
const leftInEnglish = (help: string): readonly string[] =>
  help.split('\n').filter(line => {
    if (line.trim() === '' || chinese.test(line) || line.startsWith('用法：')) return false;
    return !/^ {2}(?:plumbline|psql|DATABASE_URL=\S+ plumbline) (?!.* {3}\S)/.test(line) && !/^ {15,}\S/.test(line);
  });

describe('the help', () => {
  it('is Chinese throughout where the terminal is, of every command', async () => {
    const all = await helps([]);
    expect(all.map(([command]) => command)).to.include.members(['', 'period close', 'survey status', 'weights derive', 'db url']);
    expect(all.flatMap(([command, help]) => leftInEnglish(help).map(line => `${command}: ${line}`))).to.deep.equal([]);
  });

  it('is that of --lang where that is given with it, and English else', async () => {
    const zh = await printed(['period', 'close', '--help'], 'zh_CN.UTF-8');
    expect(await printed(['period', 'close', '--lang', 'zh', '--help'], 'C')).to.equal(zh);
    expect(await printed(['--lang', 'zh', 'period', 'close', '-h'], 'C')).to.equal(zh);
    expect(await printed(['help', 'period', '--lang', 'zh'], 'C')).to.contain('期间的状态；关账、重开、登记客户签认');
    const en = await printed(['period', 'close', '--help'], 'C');
    expect(en).not.to.match(chinese);
    expect(await printed(['period', 'close', '--help', '--lang', 'en'], 'zh_CN.UTF-8')).to.equal(en);
  });
});
