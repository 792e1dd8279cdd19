import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { builtProgram } from '../support/built-program.js';
import { loadedModules } from '../support/loaded-modules.js';
import { smallWorkspace } from './small-workspace.js';

const program = path.join(builtProgram(), '..', '..', 'program');
const joined = JSON.parse(readFileSync(path.join(program, 'modules.json'), 'utf8')) as Readonly<
  Record<string, readonly string[]>
>;

/** What a command line loads: how many files and of how many bytes, and the modules in them. */
async function loadedBy(...args: readonly string[]) {
  const files = (await loadedModules(...args)).filter(url => !url.startsWith('node:')).map(url => fileURLToPath(url));
  const modules = files.flatMap(file => (path.dirname(file) === program ? (joined[path.basename(file)] ?? [file]) : [file]));
  return {
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
    packages: [...new Set(modules.flatMap(name => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? []))].toSorted(),
    /** Our own that are loaded as they were compiled, not joined. */
    compiled: modules.filter(name => path.isAbsolute(name) && !name.includes('node_modules')),
    ours: modules.flatMap(name => /(?:^|\/)dist\/(.*)\.js$/.exec(name)?.[1] ?? []),
  };
}

// Every file costs a part of a millisecond before anything is done, and a package much more. Seconds depend on the machine: these do not.
describe('the start of the program', () => {
  it('takes for its help the commands and the words of faults, and no package but the parser of the command line', async () => {
    const { files, bytes, packages, compiled, ours } = await loadedBy('--help');
    expect(packages).to.deep.equal(['commander']);
    expect(compiled).to.deep.equal([builtProgram()]);
    expect(ours).to.include('cli/program');
    expect(ours.length).to.be.within(20, 170);
    expect(files).to.be.within(2, 35);
    expect(bytes).to.be.within(100_000, 900_000);
  });

  it('takes for `check` the rules and what reads them: no database, no reader of source files, no writer', async () => {
    const { files, bytes, packages, compiled, ours } = await loadedBy('check', '--workspace', await smallWorkspace());
    expect(packages).to.deep.equal(['commander', 'fraction.js', 'luxon', 'mathjs', 'node-cron', 'yaml', 'zod']);
    expect(compiled).to.deep.equal([builtProgram()]);
    expect(ours).to.include('rulebook/load-workspace');
    expect(ours.filter(name => /^(?:store|api|jobs|import\/readers|reports\/writers)\//.test(name))).to.deep.equal([]);
    expect(files).to.be.within(20, 80);
    expect(bytes).to.be.within(1_000_000, 3_500_000);
  });

  it('optimizes next to nothing for a command that ends at once', async function () {
    if (!process.versions.v8.startsWith('11.')) this.skip();
    const args = ['--trace-opt', builtProgram(), 'check', '--workspace', await smallWorkspace()];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    expect(stdout).to.match(/^No errors/m);
    // Without the program's own budget there are three times as many.
    expect(stdout.match(/completed optimizing/g)?.length ?? 0).to.be.below(90);
  });

  it('has every module of the program joined that is not a thread’s', () => {
    const names = Object.values(joined).flat();
    expect(names).to.include.members([
      'dist/api/start.js',
      'dist/jobs/start.js',
      'dist/store/connect.js',
      'dist/import/readers/xlsx.js',
    ]);
    expect(names.filter(name => name.endsWith('-worker.js'))).to.deep.equal([]);
    expect(new Set(names).size, 'no module is there twice').to.equal(names.length);
  });
});
