import { expect } from 'chai';
import { trace } from '../../src/app/audit/trace.js';
import { traceText } from '../../src/cli/text/audit-trace.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { withdrawImport } from '../../src/app/imports/withdraw-import.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';
import { whatOf } from '../support/worded.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const files = {
  'plumbline.yaml': 'time_zone: Asia/Shanghai\nclients:\n  - { code: ACME }\n  - { code: BETA }\n',
  'config/layouts/plain.yaml': shipmentLayout('plain', 'client no line status promised delivered', { zone: 'Asia/Shanghai' }),
  'june.csv': `client,no,line,status,promised,delivered
ACME,S1,1,delivered,2026-06-03 12:00,2026-06-03 18:00
ACME,S1,2,delivered,2026-06-03 12:00,2026-06-03 11:00
ACME,S2,1,delivered,2026-06-03 12:00,2026-06-03 11:00
ACME,S3,1,open,2026-06-03 12:00,
ACME,S4,1,delivered,,2026-06-03 11:00
BETA,S1,1,delivered,2026-06-03 12:00,2026-06-03 11:00
`,
  'corrected.csv': 'client,no,line,status,promised,delivered\nACME,S1,1,delivered,2026-06-03 12:00,2026-06-03 10:00\n',
};

eachDatabase('audit trace', database => {
  let deps: Deps;
  before(async () => {
    deps = await depsFor(database(), await workspaceOf(files));
    await imported(deps, 'june.csv', 'plain');
    await evaluateClients(deps, { period: '2026-06', clients: ['ACME'], actor: 'lin' });
    await imported(deps, 'corrected.csv', 'plain');
    await withdrawImport(deps, { batch: 2, reason: 'wrong', actor: 'lin' });
  });

  const sentence = async (number: string, metric: string, more: object = {}): Promise<string | undefined> => {
    const [fact] = await trace(deps, { number, client: 'ACME', ...more });
    const found = fact?.memberships.find(one => one.metric === metric);
    return found && `${found.period ?? 'no period'} ${found.membership}: ${found.because}`;
  };

  it('shows every version with its batch, file and row, what it changed, and what ended it', async () => {
    const facts = await trace(deps, { number: 'S1', kind: 'shipment' });
    expect(facts.map(({ key }) => key)).to.deep.equal([
      { client: 'ACME', shipment_no: 'S1', line_no: '1' },
      { client: 'ACME', shipment_no: 'S1', line_no: '2' },
      { client: 'BETA', shipment_no: 'S1', line_no: '1' },
    ]);
    const versions = facts[0]?.versions.map(({ changed, ...rest }) => ({ ...rest, changed: changed.length }));
    expect(versions).to.deep.equal([
      { batch: 1, file: 'june.csv', row: 2, superseded_by: 2, withdrawn_by: null, changed: 3 },
      {
        batch: 2,
        file: 'corrected.csv',
        row: 2,
        superseded_by: 3,
        superseded_by_withdrawal_of: 2,
        withdrawn_by: 3,
        changed: 1,
      },
      { batch: 3, file: null, row: null, withdraws: 2, superseded_by: null, withdrawn_by: null, changed: 1 },
    ]);
    expect(facts[0]?.versions[1]?.changed).to.deep.equal([
      { field: 'delivered_at', from: '2026-06-03T10:00:00Z', to: '2026-06-03T02:00:00Z' },
    ]);
    expect(traceText(facts, 'en')).to.contain('batch 2  corrected.csv, row 2  superseded by batch 3, the withdrawal of batch 2');
  });

  it('says in a sentence what decided', async () => {
    expect(await sentence('S1', 'on_time_delivery')).to.equal(
      '2026-06 failed: group of 2, 1 of them: delivered 2026-06-03 18:00 after promised 2026-06-03 12:00',
    );
    expect(await sentence('S2', 'on_time_delivery')).to.equal(
      '2026-06 passed: status is "delivered", and delivered 2026-06-03 11:00 no later than promised 2026-06-03 12:00',
    );
    expect(await sentence('S3', 'on_time_delivery')).to.match(
      /^no period outside: not in the population: status is "open", not "delivered"/,
    );
    expect(await sentence('S4', 'on_time_delivery')).to.equal('2026-06 undetermined: promised is missing');
  });

  it('says it in Chinese', async () => {
    const chinese = (number: string): Promise<string | undefined> => sentence(number, 'on_time_delivery', { language: 'zh' });
    expect(await chinese('S1')).to.equal(
      '2026-06 failed: 共 2 条为一组，其中 1 条：送达时间 2026-06-03 18:00 晚于 承诺送达时间 2026-06-03 12:00',
    );
    expect(await chinese('S2')).to.equal(
      '2026-06 passed: 状态为"delivered"，且送达时间 2026-06-03 11:00 不晚于 承诺送达时间 2026-06-03 12:00',
    );
    expect(await chinese('S3')).to.match(/^no period outside: 不在统计范围内：状态为"open"，而非"delivered"/);
    expect(await chinese('S4')).to.equal('2026-06 undetermined: 缺少承诺送达时间');
  });

  it('says it as known at an earlier batch, and as an evaluation knew it', async () => {
    const early = '2026-06 passed: group of 2, each member passes, the last of them: ';
    expect(await sentence('S1', 'on_time_delivery', { asOfBatch: 2 })).to.satisfy((text: string) => text.startsWith(early));
    expect(await sentence('S1', 'on_time_delivery', { evaluation: 'ACME:2026-06' })).to.match(/^2026-06 failed/);
  });

  it('names the nearest number where there is none, and the kinds there are', async () => {
    const number = await stopOf(trace(deps, { number: 'S11' }));
    expect(number.faults[0]).to.include({ code: 'number_unknown' });
    expect(whatOf(number.faults[0])).to.contain('Did you mean S1?');
    const kind = await stopOf(trace(deps, { number: 'S1', kind: 'shipmnt' }));
    expect(whatOf(kind.faults[0])).to.contain('Did you mean shipment?');
    const batch = await stopOf(trace(deps, { number: 'S1', asOfBatch: 9 }));
    expect(batch.faults[0]?.code).to.equal('batch_unknown');
  });
});
