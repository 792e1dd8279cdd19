import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { diffEvaluations } from '../../src/app/audit/diff.js';
import { rerun } from '../../src/app/audit/rerun.js';
import { verify } from '../../src/app/audit/verify.js';
import { auditWorkbook } from '../../src/app/audit/workbook.js';
import type { Deps } from '../../src/app/deps.js';
import { evaluateClients } from '../../src/app/evaluation/evaluate.js';
import { closePeriod, reopenPeriod } from '../../src/app/periods/close.js';
import { performanceText } from '../../src/app/service/performance.js';
import { writeScorecards } from '../../src/app/scorecards/write-scorecards.js';
import type { Evaluation } from '../../src/evaluation/document.js';
import type { Fault } from '../../src/faults/fault.js';
import { eachDatabase } from '../support/databases.js';
import { depsFor, faultsInto, imported, workspaceOf } from './importing.js';
import { whatOf } from '../support/worded.js';
import { shipmentLayout } from '../support/shipment-layout.js';

const files = {
  'plumbline.yaml': 'time_zone: UTC\nclients:\n  - { code: ACME }\n',
  'config/layouts/acme.yaml': shipmentLayout('acme', 'no promised delivered', { client: 'ACME', status: 'delivered' }),
  'config/rules.yaml': `metrics:
  - { id: change, kind: formula, improves: up, unit: count, formula: 'on_time_delivery - previous(on_time_delivery)' }
`,
};
/** Six deliveries of a month, the first ones late. */
const monthOf = (month: string, late: number): string =>
  Array.from({ length: 6 }, (_, at) => {
    const day = `2026-${month}-0${at + 1}`;
    return `${month}-${at},${day}T12:00:00Z,${day}T${at < late ? '13' : '11'}:00:00Z\n`;
  }).join('');
const head = 'no,promised,delivered\n';
const asked = { clients: ['ACME'], waivers: [], actor: 'lin' };

eachDatabase('the period before of a closed one', database => {
  let deps: Deps;
  const logged: Fault[] = [];
  const load = async (name: string, rows: string): Promise<void> => {
    await writeFile(path.join(deps.workspace.directory, name), head + rows);
    await imported(deps, name, 'acme');
  };
  const evaluated = async (period: string): Promise<Evaluation> => {
    const [evaluation] = await evaluateClients(deps, { ...asked, period });
    if (evaluation === undefined) throw new Error('one client was evaluated');
    return evaluation;
  };
  const closed = async (period: string): Promise<string> => (await closePeriod(deps, { ...asked, period }))[0]?.evaluation ?? '';
  const change = ({ document }: Evaluation) => document.metrics.find(({ metric }) => metric === 'change');
  const codes = () => logged.map(({ code }) => code);

  before(async () => {
    deps = { ...(await depsFor(database(), await workspaceOf(files))), log: faultsInto(logged) };
    await load('all.csv', monthOf('01', 2) + monthOf('02', 1) + monthOf('03', 0));
  });

  it('is no data where the client does not see it, and the closing says so; staff go on from the facts', async () => {
    // 4/6 of January, 5/6 of February.
    const open = await evaluated('2026-02');
    expect(change(open)).to.include({ numerator: '1', denominator: '6' });
    expect(open.document).not.to.have.property('previous');
    const id = await closed('2026-02');
    expect(codes()).to.deep.equal(['period_before_unseen']);
    expect(whatOf(logged.at(-1)))
      .to.contain('2026-01')
      .and.contain('change');
    const shown = await evaluated('2026-02');
    expect(shown).to.include({ id, state: 'closed' });
    expect(change(shown)).to.deep.include({
      value: null,
      numerator: null,
      status: 'no_data',
      raw: { numerator: null, denominator: null, value: null },
    });
    expect(shown.document.previous).to.deep.equal({ period: '2026-01', evaluation: null, hash: null });
    const client = { clients: ['ACME'], seesProvisional: false, isClient: true } as const;
    const { text } = await performanceText(deps, client, { client: 'ACME', period: '2026-02' });
    expect(text.body.toString()).not.to.match(/"(numerator|value)":"?0?\.?16/);
  });

  it('is what it was closed with, whatever arrives later', async () => {
    const january = await closed('2026-01');
    const differs = await evaluated('2026-02');
    expect(differs).to.include({ state: 'provisional', revision: 2 });
    expect(change(differs)).to.include({ numerator: '1', denominator: '6' });
    // January had two late deliveries when it was closed; since then a third is known, which nobody has agreed to show.
    await load('late.csv', monthOf('01', 3));
    await reopenPeriod(deps, { ...asked, period: '2026-02', reason: 'January is closed' });
    // Of open periods staff know better: 3/6 to 5/6.
    expect(change(await evaluated('2026-02'))).to.include({ numerator: '1', denominator: '3' });
    const id = await closed('2026-02');
    const shown = await evaluated('2026-02');
    expect(shown).to.include({ id, state: 'closed', revision: 2 });
    expect(change(shown)).to.include({ numerator: '1', denominator: '6' });
    expect(shown.document.previous).to.include({ period: '2026-01', evaluation: january });
  });

  it('names nothing where the facts give the same', async () => {
    const open = await evaluated('2026-03');
    expect(await closed('2026-03')).to.equal(open.id);
  });

  it('is recomputed by SQL and by rows, rerun, compared by cause, and held against the workbook', async () => {
    expect((await verify(deps)).findings).to.deep.equal([]);
    const { document } = await evaluated('2026-02');
    expect(JSON.parse(await rerun(deps, 'ACME:2026-02'))).to.deep.equal(document);
    const { metrics } = await diffEvaluations(deps, 'ACME:2026-02:1', 'ACME:2026-02:2');
    const causes = metrics.find(({ metric }) => metric === 'change')?.causes.map(({ cause }) => cause);
    expect(causes).to.deep.equal(['previous']);
    const out = path.join(deps.workspace.directory, 'scorecards');
    const written = await writeScorecards(deps, { ...asked, period: '2026-02', language: 'en', out, portfolio: false });
    expect((await auditWorkbook(deps, written.files[0]?.file ?? '')).differences).to.deep.equal([]);
  });
});
