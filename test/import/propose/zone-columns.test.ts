import { expect } from 'chai';
import { proposalEn } from '../../../src/faults/words/en/proposal.js';
import { layoutFaults } from '../../../src/import/layout/check.js';
import type { LayoutProposal } from '../../../src/faults/proposal.js';
import { layoutOf, proposedFor } from './tables.js';

const zoned = (...zones: readonly string[]): LayoutProposal =>
  proposedFor({
    header: 'Client;Waybill;Delivered at;Zone',
    rows: zones.map((zone, i) => `ACME;W-${i};2026-03-0${i + 1} 10:00;${zone}`),
  });

describe('a column of time zones', () => {
  for (const [text, zone] of Object.entries({
    'Europe/Berlin': 'Europe/Berlin',
    'UTC+8': 'Etc/GMT-8',
    'GMT-05:00': 'Etc/GMT+5',
    '+08:00': 'Etc/GMT-8',
    CET: 'CET',
    MESZ: 'CET',
    UTC: 'UTC',
  })) {
    it(`of ${text} alone is the zone of the layout`, () => {
      const made = zoned(text, text, '');
      expect([layoutOf(made).time_zone, layoutOf(made).where]).to.deep.equal([zone, undefined]);
      expect(layoutFaults(layoutOf(made), { fields: [] })).to.deep.equal([]);
      expect(proposalEn(made)).to.include(`# "Zone" says "${text}" in the first rows.`);
      expect(made.unused).to.deep.equal([]);
    });
  }

  it('of several zones takes the rows of the most frequent one, and says what to do about the others', () => {
    const made = zoned('UTC+8', 'Europe/Berlin', 'UTC+8');
    expect([layoutOf(made).time_zone, layoutOf(made).where]).to.deep.equal(['Etc/GMT-8', 'col("Zone") == "UTC+8"']);
    expect(layoutFaults(layoutOf(made), { fields: [] })).to.deep.equal([]);
    expect(proposalEn(made)).to.include('leaves out "Europe/Berlin": copy it for each');
  });

  it('whose abbreviation means several zones is left to a person', () => {
    const made = zoned('CST', 'CST');
    expect(layoutOf(made).time_zone).to.equal(undefined);
    expect(proposalEn(made)).to.include('"Zone" says "CST". Write `time_zone:` with the name of the zone');
  });

  it('is none where it holds delivery zones, or where times say their zone themselves', () => {
    expect(zoned('Z1', 'Z2', 'EU').zones).to.equal(undefined);
    const made = proposedFor({
      header: 'Client;Waybill;Delivered at;Zone',
      rows: ['ACME;W-1;2026-03-01T10:00:00Z;Europe/Berlin', 'ACME;W-2;2026-03-02T10:00:00Z;Europe/Berlin'],
    });
    expect(layoutOf(made).time_zone).to.equal(undefined);
  });
});
