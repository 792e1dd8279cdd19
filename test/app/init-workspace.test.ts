import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkConfig } from '../../src/app/workspace/check-config.js';
import { initWorkspace } from '../../src/app/workspace/init-workspace.js';
import { inFolder, withConfig } from '../rulebook/workspace-folder.js';

describe('a new workspace', () => {
  it('holds what init says it made, and has nothing wrong with it', () =>
    inFolder({}, async parent => {
      const directory = join(parent, 'new');
      const { made, next } = await initWorkspace(directory, { zone: 'Asia/Shanghai' });
      expect(made).to.include.members([
        'plumbline.yaml',
        'config/standards.yaml',
        'inbox/',
        'archive/',
        'rejects/',
        'scorecards/',
        '.gitignore',
      ]);
      expect(next.join('\n')).to.contain('plumbline check');
      expect(await readFile(join(directory, '.gitignore'), 'utf8')).to.equal('.plumbline/\n');
      const report = await checkConfig(directory);
      expect([report.ok, report.faults]).to.deep.equal([true, []]);
    }));

  it('keeps what stood in the folder before', () =>
    inFolder({ files: { '.gitignore': 'node_modules/', 'config/standards.yaml': 'standards: []\n' } }, async directory => {
      const { made } = await initWorkspace(directory, { zone: 'UTC' });
      expect(made).to.not.include('config/standards.yaml');
      expect(await readFile(join(directory, 'config/standards.yaml'), 'utf8')).to.equal('standards: []\n');
      expect(await readFile(join(directory, '.gitignore'), 'utf8')).to.equal('node_modules/\n.plumbline/\n');
    }));

  it('holds the packaged rules until an example is meant', () =>
    inFolder({}, async directory => {
      await initWorkspace(directory, { zone: 'UTC' });
      const { summary } = await checkConfig(directory);
      expect(summary['metrics']).to.be.greaterThan(50);
      expect(summary['clients']).to.equal(0);
    }));
});

describe('check', () => {
  it('counts objects by kind and reports every fault, without stopping', () =>
    withConfig(
      'standards: [{ metric: on_time_delivry, at_least: often }]\nreasons: [{ code: OWN, party: us }]\n',
      async directory => {
        const before = await withConfig('', checkConfig);
        const { ok, faults, summary } = await checkConfig(directory);
        expect(ok).to.equal(false);
        expect(faults.map(fault => [fault.code, fault.place.file, fault.place.line, fault.place.column])).to.deep.equal([
          ['rule_metric_unknown', 'config/rules.yaml', 1, 23],
          ['config_value_wrong', 'config/rules.yaml', 1, 50],
        ]);
        expect(summary['reasons']).to.equal((before.summary['reasons'] ?? 0) + 1);
      },
    ));
});
