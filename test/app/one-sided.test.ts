import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { explain } from '../../src/app/audit/explain.js';
import { verify } from '../../src/app/audit/verify.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import type { Evaluation, MetricResult } from '../../src/evaluation/document.js';
import { eachDatabase } from '../support/databases.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, workspaceOf } from './importing.js';

const rules = `metrics:
  - { id: twice, kind: formula, unit: "%", improves: up, formula: 'prompt * 2', label: { en: Twice, zh: 两倍 } }
  - id: prompt
    kind: proportion
    of: shipment
    improves: up
    dated: 'coalesce(delivered_at, closed_at)'
    population: 'one_of(status, "delivered", "refused")'
    passes: 'status == "delivered" and done_by(delivered_at, promised_at)'
    label: { en: Prompt, zh: 准时 }
standards:
  - { metric: prompt, at_least: "95%", from: 2026-01-01 }
`;
const head = 'no,promised,delivered,closed_at,status,carrier\n';
const day = (of: number): string => `2026-06-${String(of).padStart(2, '0')}T12:00:00Z`;

/** Delivered without a promise, as a carrier's list has them. */
const delivered = (no: number, promised = ''): string => `D${no},${promised},${day(no)},,delivered,DSV\n`;
const refused = (no: number, promised = ''): string => `R${no},${promised},,${day(no)},refused,DSV\n`;

eachDatabase('a rate of which one outcome alone can be shown', database => {
  let directory = '';
  let deps: Deps;
  const load = async (name: string, ...rows: readonly string[]): Promise<void> => {
    await writeFile(path.join(directory, name), head + rows.join(''));
    await imported(deps, name, 'list');
  };
  const evaluate = async (): Promise<Evaluation> => {
    const [made] = await evaluateClients(deps, { period: '2026-06', clients: ['ACME'], actor: 'lin' });
    if (made === undefined) throw new Error('one client was evaluated');
    return made;
  };
  const resultOf = ({ document }: Evaluation, id: string): MetricResult => {
    const found = document.metrics.find(({ metric }) => metric === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  before(async () => {
    const layout = shipmentLayout('list', 'no promised delivered closed_at status carrier', { client: 'ACME' });
    directory = await workspaceOf({
      'plumbline.yaml': 'time_zone: UTC\nclients: [ { code: ACME } ]\n',
      'config/layouts/list.yaml': layout,
      'config/rules.yaml': rules,
    });
    deps = await depsFor(database(), directory);
    await load('june.csv', delivered(1), delivered(2), delivered(3), refused(4), refused(5));
  });

  it('has no figure, and says why: a refusal without a promise could not have been shown as in time', async () => {
    const made = await evaluate();
    const prompt = resultOf(made, 'prompt');
    expect(prompt.counts).to.include({ passed: 0, failed: 2, undetermined: 3 });
    expect(prompt).to.include({
      value: null,
      status: 'no_data',
      note: 'only_failures',
      interval: null,
      significant: null,
      shortfall: null,
    });
    expect(prompt.by['carrier']?.map(({ value }) => value)).to.deep.equal([null]);
    expect(resultOf(made, 'twice').value).to.equal(null);
    expect(made.document.calculation).to.equal('2');
    const { arithmetic } = await explain(deps, { evaluation: made.id, metric: 'prompt' });
    expect(arithmetic).to.equal('no figure: only failures can be judged: a pass needs Promised at; 3 of 5 could not be judged');
    expect((await explain(deps, { evaluation: made.id, metric: 'prompt', language: 'zh' })).arithmetic).to.contain(
      '无数值：只能判定不合格：判定合格需要“承诺送达时间”；5 条中有 3 条无法判定',
    );
  });

  it('is verified by both evaluators', async () => {
    const made = await evaluate();
    expect((await verify(deps, made.id)).findings).to.deep.equal([]);
  });

  it('has its 0 % where one of them could have passed, or nothing is left open', async () => {
    await load('promise.csv', refused(4, day(6)));
    const one = resultOf(await evaluate(), 'prompt');
    expect(one).to.include({ value: 0, status: 'missed' }).and.not.have.property('note');
    expect(one.counts).to.include({ failed: 2, undetermined: 3 });
  });
});
