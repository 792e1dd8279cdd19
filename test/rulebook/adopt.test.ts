import { expect } from 'chai';
import { inspectWorkspace, loadWorkspace } from '../../src/rulebook/load-workspace.js';
import type { Workspace } from '../../src/rulebook/workspace.js';
import { whatOf } from '../support/worded.js';
import { inFolder } from './workspace-folder.js';

const clients = 'clients: [{ code: ACME, name: Acme, segment: food }, { code: BETA, name: Beta, segment: parts }]\n';

const read = async (settings: string, rules = ''): Promise<Workspace> =>
  inFolder({ files: { 'plumbline.yaml': `time_zone: UTC\n${settings}`, 'config/rules.yaml': rules } }, loadWorkspace);

const faultsOf = async (settings: string, rules = '') =>
  (await inFolder({ files: { 'plumbline.yaml': `time_zone: UTC\n${settings}`, 'config/rules.yaml': rules } }, inspectWorkspace))
    .faults;

/** Standards as text: metric, level, contract. */
const standardsOf = ({ rulebook }: Workspace): readonly string[] =>
  rulebook.standards.map(({ metric, level, contract }) => [metric, level?.text, contract].filter(Boolean).join(' '));

const house = `libraries:
  - id: house
    label: { en: House rules, zh: 公司标准 }
    source: { en: The house, zh: 本公司 }
    standards:
      - { metric: on_time_delivery, at_least: "96%" }
      - { metric: otif, at_least: "93%", reference: Page 4 }
`;

describe('Libraries of standards', () => {
  it('are in force nowhere by themselves', async () => {
    expect(standardsOf(await read(''))).to.deep.equal([]);
  });

  it('are in force for every client where the workspace adopts them', async () => {
    const standards = standardsOf(await read('adopt: paper\n'));
    expect(standards).to.have.length(12);
    expect(standards).to.include('on_time_delivery 98%').and.to.include('complaint_handling_hours 2');
    expect(standardsOf(await read('adopt: [paper]\n'))).to.deep.equal(standards);
  });

  it('give way to the standards of the workspace', async () => {
    const own = 'standards:\n  - { metric: on_time_delivery, at_least: "90%" }\n';
    const standards = standardsOf(await read('adopt: paper\n', own));
    expect(standards).to.have.length(12);
    expect(standards).to.include('on_time_delivery 90%').and.not.to.include('on_time_delivery 98%');
  });

  it('can be of a workspace itself; of two the one named first says what is expected of a metric of both', async () => {
    const of = async (names: string, metric: string): Promise<readonly string[]> =>
      standardsOf(await read(`adopt: [${names}]\n`, house)).filter(text => text.startsWith(`${metric} `));
    expect(await of('house, paper', 'on_time_delivery')).to.deep.equal(['on_time_delivery 96%']);
    expect(await of('paper, house', 'on_time_delivery')).to.deep.equal(['on_time_delivery 98%']);
    expect(await of('paper, house', 'otif')).to.deep.equal(['otif 93%']);
    const { rulebook } = await read('adopt: house\n', house);
    expect(rulebook.standards.map(({ reference }) => reference)).to.deep.equal(['The house / 本公司', 'Page 4']);
  });

  it('are checked where a workspace wrote them, adopted or not', async () => {
    const faults = await faultsOf('adopt: []\n', house.replace('otif', 'otiff'));
    expect(faults.map(({ code, place }) => `${code} ${place.line}`)).to.deep.equal(['rule_metric_unknown 7']);
  });

  it('that nobody wrote are refused with the names of those that there are', async () => {
    const [inSettings] = await faultsOf('adopt: papers\n');
    expect(inSettings?.code).to.equal('rule_library_unknown');
    expect(whatOf(inSettings)).to.contain('plumbline.yaml adopts "papers"').and.to.contain('Did you mean paper?');
    const contract = 'contracts:\n  - { id: a, client: ACME, from: 2026-01-01, adopt: [paper, book] }\n';
    const found = await faultsOf(clients, contract);
    expect(found.map(({ code, place }) => `${code} ${place.line}:${place.column}`)).to.deep.equal(['rule_library_unknown 2:61']);
    expect(whatOf(found[0])).to.contain('contract "a" adopts "book"');
  });
});

describe('A contract that adopts a library', () => {
  const contract = (more: string) =>
    `contracts:\n  - id: acme\n    client: ACME\n    from: 2026-01-01\n    adopt: paper\n${more}`;

  it('has its measures in a group of their own, for its client alone and with the levels as they are', async () => {
    const workspace = await read(clients, contract(''));
    const [made] = workspace.rulebook.contracts ?? [];
    expect(made?.measures.map(({ group }) => group.zh)).to.deep.equal(['付丽茹、解进强论文中的标准']);
    const [group] = made?.measures ?? [];
    expect(group?.metrics).to.have.length(12);
    expect(group?.metrics.find(({ metric }) => metric === 'transport_damage_rate')).to.deep.include({
      comparator: 'less_than',
      scope: {},
      reference: 'The paper, Table 2 (表2); strict',
    });
    expect(workspace.rulebook.standards.map(({ contract: of, scope }) => [of, scope.client].join())).to.deep.equal(
      Array.from({ length: 12 }, () => 'acme,ACME'),
    );
  });

  it('keeps what it says of a metric itself, also that no level was agreed or one for a part of the work alone', async () => {
    const own = `    measures:
      - group: Delivery
        metrics:
          - { metric: on_time_delivery, at_least: "97%" }
          - { metric: damage_free_delivery }
          - { metric: stock_intact, equals: "100%", scope: { site: SHA1 } }
`;
    const workspace = await read(clients, contract(own));
    const standards = standardsOf(workspace);
    expect(standards.filter(text => /^(on_time_delivery|damage_free_delivery|stock_intact) /.test(text))).to.deep.equal([
      'on_time_delivery 97% acme',
      'stock_intact 100% acme',
    ]);
    expect(standards).to.have.length(2 + 9);
    expect(workspace.rulebook.contracts?.[0]?.measures.map(({ group }) => group.en)).to.deep.equal([
      'Delivery',
      'Standards of the paper by Fu and Xie',
    ]);
  });

  it('takes up the level that is in force on its first day', async () => {
    const dated = house
      .replace('at_least: "96%"', 'at_least: "96%", from: 2025-01-01')
      .replace(
        '      - { metric: otif',
        '      - { metric: on_time_delivery, at_least: "99%", from: 2026-06-01 }\n      - { metric: otif',
      );
    const workspace = await read(clients, `${dated}${contract('').replace('paper', 'house')}`);
    expect(standardsOf(workspace)).to.deep.equal(['on_time_delivery 96% acme', 'otif 93% acme']);
  });

  it('needs measures where it adopts none', async () => {
    const faults = await faultsOf(clients, 'contracts:\n  - { id: acme, client: ACME, from: 2026-01-01 }\n');
    expect(faults.map(({ code }) => code)).to.deep.equal(['config_key_missing']);
    expect(whatOf(faults[0])).to.contain('"measures"');
  });
});

describe('The note that clients have no standard', () => {
  const codes = async (settings: string, rules = ''): Promise<readonly string[]> =>
    (await faultsOf(settings, rules)).map(({ code }) => code);

  it('is given once, and names the clients', async () => {
    const some = 'standards:\n  - { metric: otif, at_least: "95%", scope: { segment: food } }\n';
    const faults = await faultsOf(clients, some);
    expect(faults.map(({ code, params }) => ({ code, params }))).to.deep.equal([
      { code: 'standards_missing', params: { clients: ['BETA'] } },
    ]);
    expect(await codes(clients)).to.deep.equal(['standards_missing']);
  });

  it('is not given where something was adopted or agreed, nothing is wanted, or no client is registered', async () => {
    const contract = 'contracts:\n  - { id: a, client: ACME, from: 2026-01-01, adopt: paper }\n';
    expect(await codes(`${clients}adopt: paper\n`)).to.deep.equal([]);
    expect(await codes(`${clients}adopt: []\n`)).to.deep.equal([]);
    expect(await codes('')).to.deep.equal([]);
    expect(await codes(clients, contract)).to.deep.equal([]);
    expect(await codes(clients, 'standards:\n  - { metric: otif, at_least: "95%" }\n')).to.deep.equal([]);
  });

  it('is for whoever looks over the config: other commands do not repeat it', async () => {
    expect((await read(clients)).warnings).to.deep.equal([]);
  });
});
