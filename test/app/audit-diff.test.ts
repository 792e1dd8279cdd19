import type { ChangedMetric, Diff } from '../../src/contract/audit-diff.js';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { diffText } from '../../src/cli/text/audit-diff.js';
import { diffEvaluations } from '../../src/app/audit/diff.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { closePeriod } from '../../src/app/periods/close.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import type { Evaluation } from '../../src/evaluation/document.js';
import { add, compare, decimalText, type Exact, exact } from '../../src/facts/exact.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';
import { whatOf } from '../support/worded.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const layout = shipmentLayout('acme', 'no promised delivered status', { client: 'ACME' });
interface Rules {
  readonly standard: string;
  readonly score: number;
  readonly weight: string;
  readonly late: string;
}
const first: Rules = { standard: '50%', score: 8, weight: '0.5', late: 'minutes(0)' };
const rules = ({ standard, score, weight, late }: Rules): string => `metrics:
  - { id: punctual, kind: proportion, of: shipment, improves: up, dated: 'coalesce(delivered_at, promised_at)', passes: 'done_by(delivered_at, promised_at + ${late})' }
  - { id: delivered, kind: total, of: shipment, improves: up, dated: delivered_at, when: 'status == "delivered"' }
standards:
  - { metric: punctual, at_least: "${standard}", from: 2026-01-01 }
scales:
  - { metric: punctual, bands: [ { at_least: "50%", score: ${score} }, { score: 2 } ] }
  - { metric: delivered, bands: [ { at_least: "3", score: 9 }, { score: 5 } ] }
indexes:
  - id: tiny
    on_missing: renormalise
    min_coverage: "10%"
    tree:
      - { metric: punctual, weight: "${weight}" }
      - { metric: delivered, weight: "${decimalText(add(1, exact(`-${weight}`)))}" }
`;
const head = 'no,promised,delivered,status\n';
const row = (no: string, day: string, hour: number | null): string =>
  `${no},2026-06-${day}T12:00:00Z,${hour === null ? '' : `2026-06-${day}T${hour}:00:00Z`},${hour === null ? 'open' : 'delivered'}\n`;

eachDatabase('two evaluations', database => {
  let directory: string;
  let clock = Date.UTC(2026, 5, 15);
  const deps = async (): Promise<Deps> => ({ ...(await depsFor(database(), directory)), clock: () => clock });
  const load = async (name: string, ...rows: readonly string[]): Promise<number> => {
    await writeFile(path.join(directory, name), head + rows.join(''));
    return (await imported(await deps(), name, 'acme')).batch ?? 0;
  };
  const evaluate = async (): Promise<Evaluation> => {
    const [evaluation] = await evaluateClients(await deps(), { period: '2026-06', clients: ['ACME'], actor: 'lin' });
    if (evaluation === undefined) throw new Error('one client was evaluated');
    return evaluation;
  };
  const diff = async (a: string, b: string): Promise<Diff> => diffEvaluations(await deps(), a, b);
  const punctual = ({ metrics }: Diff): ChangedMetric | undefined => metrics.find(one => one.metric === 'punctual');

  let old: Evaluation;
  let late: number;
  let withdrawn: number;
  let now: Evaluation;
  before(async () => {
    directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: ACME, name: { en: A, zh: A } } ]\n',
      'config/layouts/acme.yaml': layout,
      'config/rules.yaml': rules(first),
    });
    // One is open and promised for later: it is late only as seen from another moment.
    await load('june.csv', row('1', '01', 11), row('2', '02', 13), row('3', '25', null), row('4', '03', 11));
    withdrawn = await load('wrong.csv', row('9', '04', 11));
    old = await evaluate();
    clock = Date.UTC(2026, 6, 5);
    // One file brings what is new and corrects what was there.
    late = await load('late.csv', row('5', '05', 13), row('6', '06', 13), row('4', '03', 14));
    await withdrawImport(await deps(), { batch: withdrawn, reason: 'not ours', actor: 'lin' });
    await writeFile(
      path.join(directory, 'config/rules.yaml'),
      rules({ standard: '60%', score: 7, weight: '0.75', late: 'minutes(60)' }),
    );
    now = await evaluate();
  });

  it('differ by causes, each with the batch that brought it, and the moment', async () => {
    const found = await diff(old.id, now.id);
    expect(found.causes.map(({ cause, batch, file }) => [cause, batch, file])).to.deep.equal([
      ['late_data', late, 'late.csv'],
      ['correction', late, 'late.csv'],
      ['withdrawal', late + 1, null],
      ['moment', null, null],
      ['definition', null, null],
      ['standard', null, null],
      ['scale', null, null],
      ['weight', null, null],
    ]);
    const shares = punctual(found)?.causes.map(({ cause, before, after }) => [
      cause,
      `${before.numerator}/${before.denominator}`,
      `${after.numerator}/${after.denominator}`,
    ]);
    expect(shares).to.deep.equal([
      ['late_data', '3/4', '3/6'],
      ['correction', '3/6', '2/6'],
      ['withdrawal', '2/6', '1/5'],
      ['moment', '1/5', '1/6'],
      ['definition', '1/6', '4/6'],
      ['standard', '4/6', '4/6'],
      ['scale', '4/6', '4/6'],
    ]);
  });

  it('differ by causes that add up to the difference, figure by figure, exactly', async () => {
    for (const [a, b] of [
      [old, now],
      [now, old],
    ] as const) {
      const found = await diff(a.id, b.id);
      expect(found.metrics.length + found.indexes.length).to.be.greaterThan(2);
      for (const figure of [...found.metrics, ...found.indexes]) {
        for (const [name, whole] of Object.entries(figure.difference)) {
          const parts = figure.causes.map(share => share.difference[name] ?? null);
          if (whole === null || parts.includes(null)) continue;
          const sum = parts.reduce<Exact>((total, part) => add(total, exact(part ?? '0')), 0);
          expect(compare(sum, exact(whole)), `${name}: ${parts.join(' + ')} is not ${whole}`).to.equal(0);
        }
        const [begin] = figure.causes;
        expect([begin?.before, figure.causes.at(-1)?.after]).to.deep.equal([figure.before, figure.after]);
        figure.causes.slice(1).forEach((share, i) => expect(share.before).to.deep.equal(figure.causes[i]?.after));
      }
    }
  });

  it('are the other way round by the same causes in the other order', async () => {
    const [there, back] = [await diff(old.id, now.id), await diff(now.id, old.id)];
    expect(back.causes).to.deep.equal(there.causes.toReversed());
    const differences = [there, back].map(one => exact(punctual(one)?.difference['score'] ?? ''));
    expect(differences).to.deep.equal([-1, 1]);
  });

  it('do not differ from themselves', async () => {
    const same = await diff(old.id, old.id.slice(0, 10));
    expect([same.causes, same.metrics, same.indexes]).to.deep.equal([[], [], []]);
    expect(diffText(same, 'en')).to.contain('No figure differs.');
  });

  it('can be named by client, period and revision; what is not there is told, and what is of different things', async () => {
    const [closed] = await closePeriod(await deps(), { period: '2026-06', clients: ['ACME'], waivers: [], actor: 'lin' });
    expect(closed?.evaluation).to.equal(now.id);
    expect((await diff(old.id, 'ACME:2026-06:1')).after).to.deep.include({ id: now.id, state: 'closed', revision: 1 });
    const unknown = await stopOf(diff(old.id, 'ACMEE:2026-06'));
    expect(whatOf(unknown.faults[0])).to.contain('Did you mean ACME:2026-06?');
    const [other] = await evaluateClients(await deps(), { period: '2026-05', clients: ['ACME'], actor: 'lin' });
    const apart = await stopOf(diff(old.id, other?.id ?? ''));
    expect([apart.exitCode, apart.faults[0]?.code]).to.deep.equal([2, 'diff_of_two']);
  });

  it('are told in words', async () => {
    const text = diffText(await diff(old.id, now.id), 'en');
    expect(text).to.contain(`late data, batch ${late} (late.csv)`).and.contain('3/4 75 %').and.contain('moment (as of)');
    expect(text).to.contain('The causes of each figure add up to its difference.');
  });
});
