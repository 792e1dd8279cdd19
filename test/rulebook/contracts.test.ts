import { expect } from 'chai';
import { inspectWorkspace } from '../../src/rulebook/load-workspace.js';
import { whatOf } from '../support/worded.js';
import { inFolder } from './workspace-folder.js';

const settings = 'time_zone: UTC\nclients:\n  - { code: NK, name: North Kitchen }\n';

const faultsOf = async (contract: string) =>
  (await inFolder({ files: { 'plumbline.yaml': settings, 'config/rules.yaml': contract } }, inspectWorkspace)).faults;

const withMeasures = (more: string, measures = '[{ group: D, metrics: [{ metric: otif, at_least: "97%" }] }]') =>
  `contracts:\n  - id: nk\n    client: NK\n    from: 2026-01-01\n    ${more}\n    measures: ${measures}\n`;

describe('a contract', () => {
  for (const [says, contract, wanted] of [
    ['that is in order has no faults', withMeasures("rules: { grace: 'minutes(30)' }"), []],
    ['for both a client and a segment', withMeasures('segment: retail'), ['config_value_wrong 3']],
    ['of a client that is not there', withMeasures('until: 2026-12-31').replace('NK', 'NX'), ['rule_client_unknown 3']],
    ['that ends before it begins', withMeasures('until: 2025-12-31'), ['period_reversed 5']],
    ['whose rule gives something else than the definition', withMeasures("rules: { delivery_due: '12' }"), ['result_type 5']],
    ['whose parameter is of another type', withMeasures("rules: { grace: 'true' }"), ['result_type 5']],
    ['whose rule has a fault of its own', withMeasures("rules: { delivery_due: 'promise_at' }"), ['name_unknown 5']],
    ['that says what is handed over', withMeasures('handout: { year_to_date: true, annex: [definitions, exceptions] }'), []],
    ['whose annex names a sheet that is not there', withMeasures('handout: { annex: [defintions] }'), ['config_value_wrong 5']],
    ['with a key that does nothing', withMeasures('adopts: paper'), ['config_key_unknown 5']],
    [
      'whose level cannot be meant',
      withMeasures('until: 2026-12-31', '[{ group: D, metrics: [{ metric: otif, at_least: 97 }] }]'),
      ['level_not_a_share 6'],
    ],
    [
      'whose weights do not add up',
      withMeasures('until: 2026-12-31', '[{ group: D, weight: "1", metrics: [{ metric: otif, weight: "0.8" }] }]'),
      ['weights_sum 6'],
    ],
  ] as const)
    it(says, async () => {
      const faults = await faultsOf(contract);
      const found = faults.filter(({ severity }) => severity === 'error').map(({ code, place }) => `${code} ${place.line}`);
      expect([...new Set(found)]).to.deep.equal(wanted);
    });

  it('is not to begin on the day of another of the same client', async () => {
    const one = withMeasures('until: 2026-12-31');
    const faults = await faultsOf(`${one}${one.replace('contracts:\n', '').replace('id: nk', 'id: nk2')}`);
    expect(faults.map(({ code }) => code)).to.deep.equal(['rule_tie']);
  });

  it('whose rule asks for working days says who has no calendar, unless every site has one', async () => {
    const contract = withMeasures("rules: { delivery_due: 'on_working_day(promised_at)', receipt_due: 'delivery_due' }");
    const warned = async (plumbline: string, written = contract): Promise<readonly string[]> => {
      const files = { 'plumbline.yaml': plumbline, 'config/rules.yaml': written };
      const { faults } = await inFolder({ files }, inspectWorkspace);
      return faults
        .filter(({ code }) => code === 'contract_rule_no_calendar')
        .map(({ params, place }) => JSON.stringify([params, place.line, place.column]));
    };
    // `receipt_due` asks by the definition that it names, as the contract words it.
    const [due, receipt, ...more] = await warned(settings);
    expect([due, receipt, more.length].join(' ')).to.match(
      /"delivery_due","clients":\["NK"\].*,5,.*"receipt_due","clients":\["NK"\].*,5,.* 0$/,
    );
    const site = (calendar: string): string => `sites: [{ code: S1, name: S1${calendar} }]\n`;
    expect(await warned(`${settings}${site(', calendar: weekdays')}`)).to.deep.equal([]);
    expect(await warned(`${settings}${site('')}`)).to.have.length(2);
    expect(await warned(settings.replace('Kitchen }', 'Kitchen, calendar: weekdays }'))).to.deep.equal([]);
    expect(await warned('time_zone: UTC\n')).to.have.length(2);
    const retail = settings.replace('Kitchen }', 'Kitchen, segment: retail }');
    expect(await warned(retail, contract.replace('client: NK', 'segment: retail'))).to.have.length(2);
    expect(await warned(settings, withMeasures("rules: { delivery_due: 'end_of_day(promised_at)' }"))).to.deep.equal([]);
  });

  it('whose rule asks for working days says where holidays end before it does', async () => {
    const clients = settings.replace('Kitchen }', 'Kitchen, calendar: own }');
    const ended = async (days: string, rules: string, holidays = '[2026-12-25, 2026-01-01]'): Promise<readonly string[]> => {
      const calendar = `calendars: [{ id: own, weekdays: [mon], hours: ["09:00-18:00"], holidays: ${holidays} }]\n`;
      const written = withMeasures(`${days}${rules}`);
      const files = { 'plumbline.yaml': clients, 'config/rules.yaml': written, 'config/calendars.yaml': calendar };
      const { faults } = await inFolder({ files }, inspectWorkspace);
      return faults
        .filter(({ code }) => code === 'contract_calendar_ends')
        .map(({ params }) => JSON.stringify({ ...params, of: undefined }));
    };
    const asks = "rules: { delivery_due: 'on_working_day(promised_at)' }";
    expect(await ended('until: 2027-01-31\n    ', asks)).to.deep.equal([
      '{"day":"2027-01-31","isOpen":false,"calendar":"own","holiday":"2026-12-25","clients":["NK"]}',
    ]);
    // Of its last year a calendar knows the holidays, though none may be after the last of them.
    expect(await ended('until: 2026-12-31\n    ', asks)).to.deep.equal([]);
    expect(await ended('', asks)).to.deep.equal([]);
    expect(await ended('', asks, '[2025-12-25]')).to.have.length(1);
    expect(await ended('until: 2027-01-31\n    ', asks, '[]')).to.deep.equal([]);
    expect(await ended('until: 2027-01-31\n    ', "rules: { delivery_due: 'end_of_day(promised_at)' }")).to.deep.equal([]);
  });

  it('calls its groups in faults as it does itself', async () => {
    const measures = '[{ group: Delivery, weight: "1", metrics: [{ metric: otif, weight: "0.8" }] }]';
    const [found] = await faultsOf(withMeasures('until: 2026-12-31', measures));
    expect(whatOf(found)).to.contain('"1. Delivery"').and.to.contain('0.8');
  });
});
