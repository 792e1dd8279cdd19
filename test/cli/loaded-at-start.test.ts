import { expect } from 'chai';
import { loadedModules } from '../support/loaded-modules.js';
import { smallWorkspace } from './small-workspace.js';

/** The packages among modules, each once. */
const packagesOf = (modules: readonly string[]): readonly string[] => [
  ...new Set(modules.flatMap(url => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [])),
];

// Every module costs a part of a millisecond before anything is done, and a package much more. Seconds depend on the machine: these do not.
describe('the start of the program', () => {
  it('takes for its help the commands and the words of faults, and no package but the parser of the command line', async () => {
    const modules = await loadedModules('--help');
    expect(packagesOf(modules)).to.deep.equal(['commander']);
    expect(modules.length).to.be.within(20, 170);
  });

  it('takes for `check` the rules and what reads them: no database, no reader of source files, no writer', async () => {
    const modules = await loadedModules('check', '--workspace', await smallWorkspace());
    const packages = ['commander', 'fraction.js', 'luxon', 'mathjs', 'node-cron', 'yaml', 'zod'];
    expect(packagesOf(modules).toSorted()).to.deep.equal(packages);
    expect(modules.filter(url => /\/dist\/(store|api|jobs|import\/readers|reports\/writers)\//.test(url))).to.deep.equal([]);
    expect(modules.length).to.be.within(200, 430);
  });
});
