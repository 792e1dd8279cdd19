import { expect } from 'chai';
import { join } from 'node:path';
import { initWorkspace } from '../../src/app/workspace/init-workspace.js';
import { configFaults } from '../../src/faults/config.js';
import type { Fault } from '../../src/faults/fault.js';
import { Stop } from '../../src/faults/stop.js';
import { findWorkspace } from '../../src/rulebook/find-workspace.js';
import { inspectWorkspace } from '../../src/rulebook/load-workspace.js';
import { type SmallestInput, smallestInputs } from './smallest-inputs.js';
import { inFolder, packaged } from './workspace-folder.js';
import { remedyOf, whatOf } from '../support/worded.js';

const codes = Object.keys(configFaults);

async function stopped(work: () => unknown): Promise<readonly Fault[]> {
  try {
    await work();
  } catch (problem) {
    if (problem instanceof Stop && problem.exitCode === 2) return problem.faults;
    throw problem;
  }
  return [];
}

const meet: Readonly<Record<SmallestInput['do'], (directory: string) => Promise<readonly Fault[]>>> = {
  load: async directory => (await inspectWorkspace(directory, { packaged })).faults,
  find: directory => stopped(() => findWorkspace(directory)),
  name: directory => stopped(() => findWorkspace('/', directory)),
  init: directory => stopped(() => initWorkspace(directory)),
};

describe('the smallest input of every config fault', () => {
  it('exists for each code of the catalogue', () => {
    expect(smallestInputs(codes).map(input => input.code)).to.have.members(codes);
  });

  for (const input of smallestInputs(codes)) {
    it(`${input.code}: ${input.says}`, async () => {
      const bytes = Object.fromEntries(Object.entries(input.base64).map(([path, text]) => [path, Buffer.from(text, 'base64')]));
      const settings = input.do === 'load' ? { 'plumbline.yaml': 'time_zone: UTC\n' } : {};
      const content = { files: { ...settings, ...input.files, ...bytes }, links: input.links };
      const faults = await inFolder(content, directory => meet[input.do](directory));
      const [found, ...more] = faults;
      expect(more, more.map(whatOf).join('\n')).to.deep.equal([]);
      expect(found?.code).to.equal(input.code);
      const { line, column, remedy } = input.expect;
      expect([found?.place.line, found?.place.column]).to.deep.equal([line, column]);
      expect(remedyOf(found)).to.contain(remedy);
      if (line !== undefined) expect(found?.place.file).to.equal(Object.keys({ ...input.files, ...input.base64 }).at(-1));
    });
  }
});

it('a path inside the workspace is shown with slashes and without the folder it lies in', () =>
  inFolder({ files: { 'plumbline.yaml': 'time_zone: UTC\n', 'config/deep/x.yaml': '- 1\n' } }, async directory => {
    const { faults } = await inspectWorkspace(join(directory, '.'), { packaged });
    expect(faults.map(fault => fault.place.file)).to.deep.equal(['config/deep/x.yaml']);
  }));
