import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { inspectWorkspace, loadWorkspace } from '../../src/rulebook/load-workspace.js';
import { packaged, withConfig } from './workspace-folder.js';

const rulesOf = (config: string) =>
  withConfig(config, async directory => (await loadWorkspace(directory, { packaged })).rulebook);

describe('A calendar of config', () => {
  it('gives calendars hours by weekday and over midnight, and days with hours of their own, as the guide shows them', async () => {
    const guide = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'rules.md'), 'utf8');
    const example = guide.split('```yaml\n').find(part => part.startsWith('# config/calendars.yaml')) ?? '';
    const { calendars } = await rulesOf(example.split('```')[0] ?? '');
    const hour = 3_600_000;
    const weekday = [
      [6 * hour, 14 * hour],
      [14 * hour, 22 * hour],
      [22 * hour, 30 * hour],
    ];
    expect(calendars.at(-1)).to.deep.equal({
      id: 'warehouse',
      weekdays: [1, 2, 3, 4, 5, 6],
      hours: [],
      holidays: [
        ['2026-10-01', '2026-10-07'],
        ['2026-12-25', '2026-12-25'],
      ],
      working: [],
      weekday_hours: [
        ...[1, 2, 3, 4, 5].map(one => ({ weekday: one, hours: weekday })),
        { weekday: 6, hours: [[9 * hour, 13 * hour]] },
      ],
      exceptions: [
        { from: '2026-10-11', to: '2026-10-11', hours: [[9 * hour, 18 * hour]] },
        { from: '2026-12-24', to: '2026-12-24', hours: [[9 * hour, 12 * hour]] },
      ],
    });
  });

  it('is the same calendar whether its hours stand in one list or by weekdays that have the same', async () => {
    const one = await rulesOf('calendars: [{ id: c, weekdays: [mon, tue, sun], hours: ["22:00-06:00", "06:00-14:00"] }]');
    const two = await rulesOf(
      'calendars: [{ id: c, hours: { sun-mon: ["06:00-14:00", "22:00-06:00"], Tue: ["06:00-14:00", "22:00-06:00"] } }]',
    );
    expect(one.calendars).to.deep.equal(two.calendars);
    expect(one.calendars.at(-1)?.hours).to.deep.equal([
      [6 * 3_600_000, 14 * 3_600_000],
      [22 * 3_600_000, 30 * 3_600_000],
    ]);
  });

  it('refuses hours that cannot be meant, with the line and a remedy', async () => {
    const table: readonly (readonly [calendar: string, code: string])[] = [
      ['{ id: c, hours: ["09:00-18:00"] }', 'config_key_missing'],
      ['{ id: c, weekdays: [mon], hours: ["09:00-09:00"] }', 'config_value_wrong'],
      ['{ id: c, weekdays: [mon], hours: ["24:00-06:00"] }', 'config_value_wrong'],
      ['{ id: c, hours: {} }', 'config_value_wrong'],
      ['{ id: c, hours: { mon: [] } }', 'config_value_wrong'],
      ['{ id: c, hours: { mon-fri: ["22:00-06:00", "05:00-14:00"] } }', 'hours_overlap'],
      ['{ id: c, hours: { mon: ["22:00-06:00"], tue: ["05:00-14:00"] } }', 'hours_overlap'],
      ['{ id: c, weekdays: [mon, tue], hours: ["05:00-14:00", "22:00-06:00"] }', 'hours_overlap'],
      ['{ id: c, hours: { mon: ["22:00-06:00"] }, exceptions: { 2026-01-06: ["05:00-14:00"] } }', 'hours_overlap'],
      [
        '{ id: c, hours: { fri: ["20:00-08:00"] }, working: [2026-01-10], exceptions: { 2026-01-10: ["07:00-09:00"] } }',
        'hours_overlap',
      ],
    ];
    for (const [calendar, code] of table) {
      const found = await withConfig(`calendars:\n  - ${calendar}\n`, directory => inspectWorkspace(directory, { packaged }));
      const errors = found.faults.filter(one => one.severity === 'error');
      expect(
        errors.map(one => [one.code, one.place.line]),
        calendar,
      ).to.deep.equal([[code, 2]]);
    }
    const fine = 'calendars: [{ id: c, weekdays: [mon], hours: ["05:00-14:00", "22:00-06:00"] }]';
    expect((await rulesOf(fine)).calendars.at(-1)?.id).to.equal('c');
  });
});
