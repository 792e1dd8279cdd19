import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { plumbline, startProgram, transcriptOf } from '../support/program.js';
import { temporaryFolder } from '../support/folders.js';

interface Started {
  readonly directory: string;
  readonly is_new: boolean;
  readonly link: string;
  readonly port: number;
}

describe('plumbline start', function () {
  this.timeout(120_000);

  /** Starts the program in a folder, and ends it when the work with what it printed is done; the work's result. */
  async function started<T>(
    cwd: string,
    work: (said: string) => Promise<T>,
    args: readonly string[],
    lang = 'C.UTF-8',
  ): Promise<T> {
    const child = startProgram({ cwd, env: { LANG: lang } }, 'start', '--port', '0', '--no-open', ...args);
    const ended = transcriptOf(child);
    try {
      return await work(await firstWords(child, /link|链接/));
    } finally {
      child.kill('SIGTERM');
      expect((await ended).code).to.equal(0);
    }
  }
  const asJson = (said: string): Started => JSON.parse(said) as Started;
  const signIn = async ({ link, port }: Started): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ link: new URL(link).hash.replace('#link=', '') }),
    });

  it('makes a workspace where there is none, and its link signs in once, as an administrator', async () => {
    const cwd = temporaryFolder('start');
    await started(
      cwd,
      async said => {
        const made = asJson(said);
        expect([made.is_new, made.directory]).to.deep.equal([true, path.join(cwd, 'plumbline')]);
        const first = await signIn(made);
        expect(first.status).to.equal(200);
        expect(((await first.json()) as { me: { role: string } }).me.role).to.equal('admin');
        expect((await signIn(made)).status).to.equal(401);
      },
      ['--json'],
    );
    expect(existsSync(path.join(cwd, 'plumbline', 'plumbline.yaml'))).to.equal(true);
    // The key behind the link ends with the program.
    const keys = JSON.parse((await plumbline({ cwd: path.join(cwd, 'plumbline') }, 'keys', 'list', '--json')).stdout) as {
      keys: { state: string }[];
    };
    expect(keys.keys.map(({ state }) => state)).to.deep.equal(['revoked']);
    // The second time it is the same workspace, and the link another.
    await started(
      path.join(cwd, 'plumbline', 'config'),
      async said => {
        const again = asJson(said);
        expect([again.is_new, again.directory]).to.deep.equal([false, path.join(cwd, 'plumbline')]);
        expect((await signIn(again)).status).to.equal(200);
      },
      ['--json'],
    );
  });

  it('says what it made and where, in both languages', async () => {
    const cwd = temporaryFolder('start');
    const english = await started(cwd, said => Promise.resolve(said), ['quality']);
    expect(english).to.contain(`Made a workspace in ${path.join(cwd, 'quality')}`);
    const chinese = await started(cwd, said => Promise.resolve(said), ['quality'], 'zh_CN.UTF-8');
    expect(chinese).to.contain('只能使用一次');
  });
});

/** What a program says until a word of it matches. */
function firstWords(child: ChildProcess, wanted: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (text: string) => {
      said += text;
      if (wanted.test(said) && said.endsWith('\n')) resolve(said);
    });
    child.once('exit', () => reject(new Error(`it ended after: ${said}`)));
  });
}
