import { expect } from 'chai';
import { depsFor, imported, workspaceOf } from './importing.js';
import { eachDatabase } from '../support/databases.js';

const files = {
  'plumbline.yaml': 'time_zone: Europe/Warsaw\nclients: [{ code: ACME }]\n',
  'config/fields.yaml': 'fields:\n  - { id: route, fact: shipment, type: text, label: Route }\n',
  'config/layouts/list.yaml': `layout: list
fact: shipment
format: csv
fields:
  client: { const: ACME }
  shipment_no: { column: No }
  delivered_at: { column: Delivered }
  damaged_qty: { column: Damaged, missing: { const: 0 } }
  route: { column: Route }
`,
  'first.csv': 'No,Delivered,Damaged,Route\nS1,2026-10-03 12:00,1,north\nS2,,1,north\nS3,2026-10-04 12:00,1,south\nS4,,2,\n',
  // A later export: two dates, a blank where damage was, a route that is gone.
  'second.csv':
    'No,Delivered,Damaged,Route\nS3,2026-10-05 12:00,,\nS1,2026-10-03 12:00,,north\nS2,2026-10-06 12:00,1,north\nS4,2026-10-07 12:00,2.0,\nS5,,,\n',
};

eachDatabase('what an import changes', database => {
  it('is told field by field, with how many facts and from what to what, by a dry run as by the import', async () => {
    const deps = await depsFor(database(), await workspaceOf(files));
    expect((await imported(deps, 'first.csv', 'list', false)).changes, 'new facts change nothing').to.equal(undefined);
    const expected = [
      {
        field: 'damaged_qty',
        label: { en: 'Damaged quantity', zh: '残损数量' },
        type: 'number',
        filled: 0,
        changed: 2,
        emptied: 0,
        most: [{ was: '1', now: '0', facts: 2, client: 'ACME', key: ['S3', '1'] }],
      },
      {
        field: 'delivered_at',
        label: { en: 'Delivered at', zh: '送达时间' },
        type: 'instant',
        filled: 2,
        changed: 1,
        emptied: 0,
        most: [{ was: '2026-10-04T10:00:00Z', now: '2026-10-05T10:00:00Z', facts: 1, client: 'ACME', key: ['S3', '1'] }],
      },
      {
        field: 'route',
        label: { en: 'Route', zh: 'Route' },
        type: 'text',
        filled: 0,
        changed: 0,
        emptied: 1,
        most: [{ was: 'south', now: null, facts: 1, client: 'ACME', key: ['S3', '1'] }],
      },
    ];
    for (const dryRun of [true, false]) {
      const { rows, changes = [] } = await imported(deps, 'second.csv', 'list', dryRun);
      expect(rows.changed).to.equal(4);
      expect(changes.toSorted((a, b) => (a.field < b.field ? -1 : 1))).to.deep.equal(expected);
    }
    expect((await imported(deps, 'second.csv', 'list', false)).changes).to.equal(undefined);
  });
});
