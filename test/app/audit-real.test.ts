import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { explain } from '../../src/app/audit/explain.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, workspaceOf } from './importing.js';

/** Late lines by country, counted straight from the file: the last date that is there against the promised one. */
function lateInFile(): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync('seeds/scms/files/SCMS_Delivery_History_Dataset.csv', 'utf8');
  const rows = text
    .split(/\r?\n/)
    .map(line => (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map(cell => cell.replace(/,$/, '')));
  const [head = []] = rows;
  const at = (name: string): number => head.findIndex(cell => cell.includes(name));
  const [id, country, promised, delivered] = [0, at('Country'), at('Scheduled Delivery Date'), at('Delivered to Client Date')];
  const late = new Map<string, string[]>();
  for (const row of rows.slice(1)) {
    const [due, done] = [Date.parse(`${row[promised] ?? ''} UTC`), Date.parse(`${row[delivered] ?? ''} UTC`)];
    if (!(done > due)) continue;
    const name = (row[country] ?? '').replaceAll('"', '');
    late.set(name, [...(late.get(name) ?? []), row[id] ?? '']);
  }
  return late;
}

const years = '2006-01-01..2016-12-31';

eachDatabase('audit of the SCMS history', database => {
  let deps: Deps;
  const late = lateInFile();

  before(async () => {
    deps = await depsFor(database(), await workspaceOf({ 'plumbline.yaml': 'time_zone: UTC\n' }, 'seeds/scms'));
    await imported(deps, 'files/SCMS_Delivery_History_Dataset.csv', 'scms');
    await evaluateClients(deps, { period: years, clients: [], actor: 'lin' });
  });

  it('explains every country’s failures by exactly its late lines', async () => {
    expect([...late.values()].flat()).to.have.length(1186);
    const names = await database().transaction(tx =>
      tx('evaluation').where({ period: years }).select<{ client: string }[]>('client'),
    );
    expect(names).to.have.length(43);
    for (const { client } of names) {
      const { facts, counts } = await explain(deps, {
        evaluation: `${client}:${years}`,
        metric: 'on_time_delivery',
        memberships: 'failed',
      });
      const lines = (facts?.rows ?? []).map(row => String(row['line_no']));
      expect([...lines].sort(), client).to.deep.equal([...(late.get(client) ?? [])].sort());
      const shipments = new Set((facts?.rows ?? []).map(row => row['shipment_no']));
      expect(counts.failed, client).to.equal(shipments.size);
      for (const row of facts?.rows ?? []) expect(row.because).to.match(/^delivered .* after promised .*/);
    }
  });

  it('verifies, until one delivery date is changed', async () => {
    await evaluateClients(deps, { period: '2013', clients: ['Nigeria', 'Zambia'], actor: 'lin' });
    expect((await verify(deps, 'Nigeria:2013')).verified).to.equal(true);
    const day = 86_400_000;
    const change = (days: number): Promise<unknown> =>
      database().transaction(tx =>
        tx.raw(
          `update fact_shipment set delivered_at = delivered_at + ?, first_at = least(first_at, delivered_at + ?), last_at = greatest(last_at, delivered_at + ?)
           where client = 'Nigeria' and line_no = (select min(line_no) from fact_shipment
             where client = 'Nigeria' and delivered_at = promised_at - ${day - 1} and delivered_at between ? and ?)`,
          [days * day, days * day, days * day, Date.UTC(2013, 2, 1), Date.UTC(2013, 5, 1)],
        ),
      );
    await change(2);
    const found = await verify(deps, 'Nigeria:2013');
    expect(found.findings.map(({ code }) => code))
      .to.include('batch_facts_altered')
      .and.include('evaluation_not_reproduced');
    expect(found.evaluations[0]?.difference).to.include({ by: 'sql' });
    expect((await verify(deps, 'Zambia:2013')).findings.map(({ code }) => code)).to.not.include('evaluation_not_reproduced');
  });
});
