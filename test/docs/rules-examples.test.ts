import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { formatFault } from '../../src/faults/worded.js';
import { inspectWorkspace } from '../../src/rulebook/load-workspace.js';
import { inFolder } from '../rulebook/workspace-folder.js';
import { logoPicture } from '../support/house-logo.js';

/** A part of a contract, in a contract. */
const inContract = (part: string, at: number): string =>
  `contracts:\n  - id: part-${at}\n    segment: part-${at}\n    from: 2026-01-01\n    adopt: paper\n${part}`;

/** The examples of a page in YAML, as they stand, and the lists that its sentences give in a line. */
const examplesOf = (page: string): readonly string[] => [
  ...[...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block),
  ...[...page.matchAll(/`(\w+: \[ [^`]+ \])`/g)].map(([, line = '']) => `${line}\n`),
];

const isOfSettings = (example: string): boolean => /^(?:adopt|clients|handout):/.test(example);

for (const name of ['rules.md', 'zh/rules.md'])
  describe(`docs/${name}`, () => {
    it('has examples that are read together without an error', async () => {
      const examples = examplesOf(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8'));
      expect(examples.length).to.be.above(20);
      const settings = examples.filter(isOfSettings);
      const config = examples.filter(example => !isOfSettings(example));
      const files = {
        'plumbline.yaml': ['time_zone: UTC\n', ...settings].join(''),
        'brand/logo.png': logoPicture(),
        ...Object.fromEntries(
          config.map((text, at) => [`config/${at}.yaml`, text.startsWith('    ') ? inContract(text, at) : text]),
        ),
      };
      const { faults } = await inFolder({ files }, directory => inspectWorkspace(directory));
      expect(faults.filter(({ severity }) => severity === 'error').map(found => formatFault(found))).to.deep.equal([]);
    });
  });
