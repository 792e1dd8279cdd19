import { workspaceFor } from '../../src/app/visible/workspace-for.js';
import path from 'node:path';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { FormKind } from '../../src/contract/config-forms.js';
import { contractChoices } from '../../src/app/forms/contract-choices.js';
import { draftForm, objectForm } from '../../src/app/forms/draft-form.js';
import { listObjects } from '../../src/app/forms/list-objects.js';
import { expressionOf, formOf, ruleItems } from '../../src/reports/contract-workbook/rule-forms.js';
import { loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { inFolder } from '../rulebook/workspace-folder.js';
import { stopOf } from './importing.js';

const demo = path.join(import.meta.dirname, '..', '..', 'seeds', 'demo');

describe('forms of what the demo holds', () => {
  it('say what its files say: saved as they are, they change nothing', async () => {
    const workspace = await loadWorkspace(demo);
    const { clients, sites, calendars, contracts } = listObjects({ workspace });
    const all = Object.entries({ client: clients, site: sites, calendar: calendars, contract: contracts });
    let own = 0;
    for (const [kind, objects] of all)
      for (const { id } of objects) {
        // The keys above are the kinds.
        const { file, base, form, is_packaged } = await objectForm({ workspace }, { kind: kind as FormKind, id });
        if (is_packaged) continue;
        own++;
        const draft = await draftForm({ workspace }, { id, base, removes: false, form });
        expect(draft, `${kind} ${id}`).to.deep.include({ file, base, text: readFileSync(path.join(demo, file), 'utf8') });
      }
    expect(own).to.be.above(50);
  });

  it('name calendars in both languages, and those without a label by their id; figures do not depend on it', async () => {
    const workspace = await loadWorkspace(demo);
    const { calendars } = listObjects({ workspace });
    expect(calendars).to.deep.include({ id: 'china', name: { en: 'China', zh: '中国' }, holidays_until: '2026-10-07' });
    expect(calendars).to.deep.include({
      id: 'weekdays',
      name: { en: 'Monday to Friday', zh: '周一至周五' },
      holidays_until: null,
    });
    expect(calendars).to.deep.include({ id: 'always', name: { en: 'Day and night', zh: '全天候' }, holidays_until: null });
    expect(workspace.rulebook.calendars.flatMap(one => Object.keys(one))).not.to.include('label');
    expect(workspaceFor(workspace, ['ACME']).calendarLabels.size).to.equal(0);
  });

  it('of a contract change the line of a measure, and keep what it is made of', async () => {
    const workspace = await loadWorkspace(demo);
    const { base, form } = await objectForm({ workspace }, { kind: 'contract', id: 'acme-2026' });
    if (form.kind !== 'contract') throw new Error('the form of a contract');
    const { values } = form;
    const [delivery, complaints] = values.groups;
    const [first, second, third] = delivery?.measures ?? [];
    if (!delivery || !complaints || !first || !second || !third) throw new Error('the contract of the demo');
    const drafted = async (groups: typeof values.groups, more: Partial<typeof values> = {}) => {
      const edited = { ...form, values: { ...values, groups, ...more } };
      const { text, file } = await draftForm({ workspace }, { id: 'acme-2026', base, removes: false, form: edited });
      const before = readFileSync(path.join(demo, file), 'utf8').split('\n');
      const after = (text ?? '').split('\n');
      return [
        ...before.filter(line => !after.includes(line)).map(line => `- ${line.trim()}`),
        ...after.filter(line => !before.includes(line)).map(line => `+ ${line.trim()}`),
      ];
    };
    const harder = { ...first, comparator: 'more_than', level: '98％', minimum: '' };
    expect(await drafted([{ ...delivery, measures: [harder, second, third] }, complaints])).to.deep.equal([
      '- - { metric: on_time_delivery, at_least: "97.5%", minimum: "95%", stretch: "99%", min_population: 30, weight: "0.6", reference: B.1 }',
      '+ - { metric: on_time_delivery, more_than: "98%", stretch: "99%", min_population: 30, weight: "0.6", reference: B.1 }',
    ]);
    const moved = { ...complaints, measures: [third, ...complaints.measures] };
    expect(await drafted([{ ...delivery, measures: [first, second] }, moved])).to.deep.equal([]);
    const [grace] = values.rules;
    if (!grace) throw new Error('the contract of the demo');
    expect([grace.choice, grace.number, grace.says.en]).to.deep.equal(['minutes', '30', 'half an hour at the gate']);
    expect(await drafted(values.groups, { rules: [{ ...grace, choice: 'hours', number: '1' }] })).to.deep.equal([
      "- delivered_by_due.grace: { is: 'minutes(30)', says: { en: half an hour at the gate, zh: 到门宽限半小时 } }",
      "+ delivered_by_due.grace: { is: 'hours(1)', says: { en: half an hour at the gate, zh: 到门宽限半小时 } }",
    ]);
    expect(
      await drafted(values.groups, {
        credits: { ...values.credits, currency: '', fee: '', per: '', at_risk: '', bonus_cap: '', items: [] },
      }),
    )
      .to.include('- credits:')
      .and.to.have.length(18);
    expect(await drafted(values.groups, { until: '2026-12-31' })).to.deep.equal(['+ until: 2026-12-31']);
  });

  it('of a contract ask for the other half of a level, and for what a rule needs', async () => {
    const workspace = await loadWorkspace(demo);
    const { base, form } = await objectForm({ workspace }, { kind: 'contract', id: 'acme-2026' });
    if (form.kind !== 'contract') throw new Error('the form of a contract');
    const [group] = form.values.groups;
    const [measure] = group?.measures ?? [];
    const [rule] = form.values.rules;
    if (!group || !measure || !rule) throw new Error('the contract of the demo');
    const codeOf = async (part: Partial<typeof form.values>): Promise<readonly string[]> => {
      const edited = { ...form, values: { ...form.values, ...part } };
      const failed: unknown = await draftForm({ workspace }, { id: 'acme-2026', base, removes: false, form: edited }).catch(
        (e: unknown) => e,
      );
      // What it stops with.
      return (failed as { faults?: readonly { code: string }[] }).faults?.map(({ code }) => code) ?? ['none'];
    };
    expect(await codeOf({ groups: [{ ...group, measures: [{ ...measure, comparator: '' }] }] })).to.deep.equal([
      'contract_cell_missing',
    ]);
    expect(await codeOf({ groups: [{ ...group, measures: [{ ...measure, level: ' ' }] }] })).to.deep.equal([
      'contract_cell_missing',
    ]);
    expect(await codeOf({ rules: [{ ...rule, number: '' }] })).to.deep.equal(['contract_cell_missing']);
    const due = { ...rule, name: 'delivery_due', choice: 'end_of_working_day', field: 'promised_at' };
    expect(await codeOf({ rules: [{ ...due, number: '0' }] })).to.deep.equal(['contract_no_working_days']);
    expect(await codeOf({ rules: [{ ...due, number: '1' }] })).to.deep.equal(['none']);
  });

  it('of a contract take numbers as people write them, show a share of config in per cent, and leave its text as it is', async () => {
    const contract = (level: string, more = ''): string =>
      `contracts:\n  - id: nk\n    client: NK\n    from: 2026-01-01\n    measures:\n      - group: All\n        metrics:\n          - { metric: otif, at_least: "${level}" }\n${more}`;
    const credits =
      '    credits:\n      fee: "1000"\n      currency: EUR\n      at_risk: "0.1"\n      items:\n        - { metric: otif, pool: "1", steps: [ { less_than: "0.9", credit: "0.5" } ] }\n';
    const files = { 'plumbline.yaml': 'time_zone: UTC\n', 'config/contracts/nk.yaml': contract('0.95', credits) };
    await inFolder({ files }, async directory => {
      const workspace = await loadWorkspace(directory);
      const { base, form } = await objectForm({ workspace }, { kind: 'contract', id: 'nk' });
      if (form.kind !== 'contract') throw new Error('the form of a contract');
      const { groups, credits: own } = form.values;
      expect([groups[0]?.measures[0]?.level, own.at_risk, own.items[0]?.steps[0]?.limit]).to.deep.equal(['95%', '10%', '90%']);
      const drafted = async (level: string, terms: Partial<typeof own> = {}): Promise<string | null> => {
        const changed = groups.map(group => ({ ...group, measures: group.measures.map(one => ({ ...one, level })) }));
        const values = { ...form.values, groups: changed, credits: { ...own, ...terms } };
        return (await draftForm({ workspace }, { id: 'nk', base, removes: false, form: { ...form, values } })).text;
      };
      expect(await drafted('95%')).to.equal(contract('0.95', credits));
      for (const [level, wanted] of [
        ['99', '99%'],
        ['99,5 %', '99.5%'],
        ['0,2 %', '0.2%'],
      ] as const)
        expect(await drafted(level)).to.equal(contract(wanted, credits));
      expect(await drafted('95%', { fee: '1.200,50', at_risk: '12,5' })).to.equal(
        contract('0.95', credits.replace('"1000"', '"1200.50"').replace('"0.1"', '"12.5%"')),
      );
      const share = await stopOf(drafted('95%', { at_risk: '1' })).then(stop => stop.faults.map(({ place }) => place.path));
      expect(share).to.deep.equal([['credits', 'at_risk']]);
      const faults = await stopOf(drafted('0.99', { fee: '100,000' })).then(stop => stop.faults);
      expect(faults.map(({ code, place, params }) => [code, place.path, params])).to.deep.equal([
        [
          'contract_number_doubtful',
          ['groups', 0, 'measures', 0, 'level'],
          { heading: 'On time in full: Level', found: '0.99', readings: ['0.99%', '99%'] },
        ],
        ['contract_number_doubtful', ['credits', 'fee'], { heading: 'Fee', found: '100,000', readings: ['100000', '100.000'] }],
      ]);
    });
  });

  it('of a contract read a level anew that stands at the place of another metric’s, though its text is the same', async () => {
    const contract = (measure: string): string =>
      `contracts:\n  - id: nk\n    client: NK\n    from: 2026-01-01\n    measures:\n      - group: All\n        metrics:\n          - { ${measure} }\n`;
    const files = {
      'plumbline.yaml': 'time_zone: UTC\n',
      'config/contracts/nk.yaml': contract('metric: complaint_handling_hours, at_most: "2"'),
    };
    await inFolder({ files }, async directory => {
      const workspace = await loadWorkspace(directory);
      const { base, form } = await objectForm({ workspace }, { kind: 'contract', id: 'nk' });
      if (form.kind !== 'contract') throw new Error('the form of a contract');
      const groups = form.values.groups.map(group => ({
        ...group,
        measures: group.measures.map(one => ({ ...one, metric: 'complaint_rate' })),
      }));
      const asked = { id: 'nk', base, removes: false, form: { ...form, values: { ...form.values, groups } } };
      expect((await draftForm({ workspace }, asked)).text).to.equal(contract('metric: complaint_rate, at_most: "2%"'));
    });
  });

  it('of a contract say by which metrics a rule is used, themselves or by a definition', async () => {
    const { rules } = contractChoices({ workspace: await loadWorkspace(demo) });
    const usersOf = (rule: string) => rules.find(({ name }) => name === rule)?.metrics ?? [];
    expect(usersOf('delivery_due'))
      .to.include.members(['on_time_delivery', 'otif', 'perfect_order'])
      .and.to.not.include('pod_return');
    expect(usersOf('receipt_due')).to.include('pod_return').and.to.not.include('on_time_delivery');
    expect(usersOf('delivered_by_due.grace')).to.include('on_time_delivery');
    expect(usersOf('books_match')).to.include('inventory_accuracy');
    expect(rules.filter(({ metrics }) => metrics.length === 0).map(({ name }) => name)).to.deep.equal([]);
  });

  it('of a contract say what the workspace words itself, how much grace it gives, and whether a standard sets one', async () => {
    const ofDeliveries = (config: string) =>
      inFolder({ files: { 'plumbline.yaml': 'time_zone: UTC\n', 'config/own.yaml': config } }, async directory => {
        const { rules } = contractChoices({ workspace: await loadWorkspace(directory) });
        const grace = rules.find(({ name }) => name === 'delivered_by_due.grace');
        const own = rules.filter(one => one.is_own).map(({ name }) => name);
        return [own, grace?.usual.en, grace?.no_time, grace?.of_standards];
      });
    const byDue = (minutes: number) =>
      `definitions:\n  - { id: delivered_by_due, of: shipment, is: 'done_by(delivered_at, delivery_due + grace)', params: { grace: 'minutes(${minutes})' } }\n`;
    expect(await ofDeliveries(byDue(0))).to.deep.equal([[], '0 minutes', true, false]);
    expect(await ofDeliveries(byDue(30))).to.deep.equal([[], '30 minutes', false, false]);
    const open = 'definitions:\n  - { id: not_cancelled, of: shipment, is: \'status == "delivered"\' }\n';
    const standard = "standards:\n  - { metric: on_time_delivery, at_least: '95%', params: { grace: 'minutes(15)' } }\n";
    expect(await ofDeliveries(open + standard)).to.deep.equal([['not_cancelled'], '0 minutes', true, true]);
  });

  it('of a contract leave refused deliveries out by a choice, and read that back', async () => {
    const { toWord } = await loadWorkspace(demo);
    const ends = ruleItems(toWord).filter(({ gives }) => gives === 'ends');
    expect(ends.map(({ name, of, label }) => [name, of, label.en])).to.deep.equal([
      ['delivery_ended', 'shipment', 'a delivery that came to its end: delivered, refused or lost'],
    ]);
    const [item] = ends;
    if (item === undefined) throw new Error('the packaged definition');
    expect(formOf(item, item.usual)).to.deep.equal({ choice: 'refused_failed' });
    const leftOut = expressionOf(item, { choice: 'refused_left_out' });
    expect(leftOut).to.deep.equal({ is: 'one_of(status, "delivered", "lost")' });
    expect(formOf(item, 'one_of(status, "delivered", "lost")')).to.deep.equal({ choice: 'refused_left_out' });
    expect(formOf(item, 'status == "delivered"').choice).to.equal('own');
  });

  it('of a contract count what is not recorded of losses as none by a choice, and read that back', async () => {
    const { toWord } = await loadWorkspace(demo);
    const losses = ruleItems(toWord).filter(({ gives }) => gives === 'losses');
    const chosen = losses.map(item => {
      expect(formOf(item, item.usual)).to.deep.equal({ choice: 'unrecorded_is_open' });
      const none = expressionOf(item, { choice: 'unrecorded_is_none' });
      expect('is' in none && formOf(item, none.is)).to.deep.equal({ choice: 'unrecorded_is_none' });
      return [item.name, none];
    });
    const sum = { is: 'coalesce(damaged_qty + lost_qty, damaged_qty, lost_qty, none)' };
    expect(chosen).to.deep.equal([
      ['delivered_undamaged', { is: 'coalesce(damaged_qty, none) == 0' }],
      ['damaged_or_lost', sum],
      ['task_damaged_or_lost', sum],
    ]);
  });

  it('of a contract show a rule about the usual moment as it was chosen, also where an expression gives that moment', async () => {
    const { toWord } = await loadWorkspace(demo);
    const moments = ruleItems(toWord).filter(({ gives }) => gives === 'moment');
    expect(moments.some(({ usual }) => usual.startsWith('coalesce('))).to.equal(true);
    for (const item of moments)
      for (const choice of ['end_of_day', 'next_working_day', 'end_of_next_working_day'] as const) {
        const chosen = expressionOf(item, { choice });
        expect('is' in chosen && formOf(item, chosen.is).choice, item.name).to.equal(choice);
      }
  });
});
