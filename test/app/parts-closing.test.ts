import { expect } from 'chai';
import { closePeriods } from '../../src/app/periods/close.js';
import { previewClosing } from '../../src/app/periods/preview.js';
import { closingPreviewText } from '../../src/cli/text/closing-preview.js';
import type { ClosingPreview } from '../../src/contract/closing.js';
import type { Deps } from '../../src/app/deps.js';
import { eachDatabase } from '../support/databases.js';
import { partsWorkspace } from '../support/parts-contract.js';
import { worded } from '../../src/faults/worded.js';
import { shipmentLayout } from '../support/shipment-layout.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

/** Whatever becomes of the open facts, the whole keeps its level and NightStar misses it. */
const measures = `      - group: Delivery
        weight: "1"
        metrics:
          - { metric: on_time_delivery, at_least: "50%", weight: "0.6" }
          - { metric: on_time_delivery, at_least: "95%", scope: { carrier: FedEx } }
          - { metric: on_time_delivery, at_least: "60%", weight: "0.4", scope: { carrier: UPS } }
          - { metric: on_time_delivery, at_least: "95%", scope: { carrier: NightStar } }
`;
const scale = `scales:
  - { metric: on_time_delivery, linear: { floor: "50%", target: "100%", scores: [1, 10] } }
`;

const day = '2026-03-10T';
const rows = (carrier: string, count: number, promised: string, delivered: string): readonly string[] =>
  Array.from(
    { length: count },
    (_, i) => `KES,${carrier}-${promised}-${delivered}-${i},delivered,${carrier},${promised},${delivered}`,
  );

/**
 * FedEx: 17 of 18 in time, one without a promise, one without the hour of delivery. UPS: 5 of 5, one without a promise. NightStar: none
 * of one, one without a promise.
 */
const file = [
  'client,no,status,carrier,promised,delivered',
  ...rows('FedEx', 17, `${day}12:00:00Z`, `${day}11:00:00Z`),
  ...rows('FedEx', 1, `${day}12:00:00Z`, `${day}13:00:00Z`),
  ...rows('FedEx', 1, '', `${day}11:00:00Z`),
  ...rows('FedEx', 1, `${day}12:00:00Z`, ''),
  ...rows('UPS', 5, `${day}12:00:00Z`, `${day}11:00:00Z`),
  ...rows('UPS', 1, '', `${day}11:00:00Z`),
  ...rows('NightStar', 1, `${day}12:00:00Z`, `${day}13:00:00Z`),
  ...rows('NightStar', 1, '', `${day}11:00:00Z`),
  '',
].join('\n');

/** Receipts come from one carrier alone. */
const receipts = `      - group: Receipts
        metrics:
          - { metric: pod_return, at_least: "70%", scope: { carrier: DSV } }
          - { metric: pod_return, at_least: "70%", scope: { carrier: DHL } }
`;
const receiptRules = `    rules: { receipt_due: 'delivered_at + days(2)' }
sources:
  - { id: dsv_pod, client: KES, fact: shipment, every: month, fields: [pod_returned_at], covers: 'carrier == "DSV"' }
`;

const period = '2026-03';

eachDatabase('Closing a period of a contract that agrees parts of the work', database => {
  const workspace = async (): Promise<Deps> => {
    const directory = await workspaceOf({
      ...partsWorkspace({ measures }),
      'config/scale.yaml': scale,
      'deliveries.csv': file,
    });
    const deps = { ...(await depsFor(database(), directory)), clock: () => Date.UTC(2026, 3, 10) };
    await imported(deps, 'deliveries.csv', 'shipments');
    return deps;
  };
  const previewOf = async (deps: Deps, of = period): Promise<ClosingPreview> => {
    const [shown] = await previewClosing(deps, { period: of, clients: ['KES'] });
    if (shown === undefined) throw new Error('one client was asked for');
    return shown;
  };
  const parts = ({ figures }: ClosingPreview) => figures.filter(({ scope }) => scope !== undefined);

  describe('with facts that could not be judged', () => {
    let deps: Deps;
    before(async () => {
      deps = await workspace();
    });

    it('lists the parts whose status could change, or which could change the index, after the metrics as a whole', async () => {
      const shown = await previewOf(deps);
      expect(
        parts(shown).map(({ scope, undetermined, undated, value, lowest, highest, statuses, moves_index: moves }) => [
          [scope?.carrier, undetermined, undated],
          [value, lowest, highest],
          [...statuses, moves],
        ]),
      ).to.deep.equal([
        // 17/18; 17/20 if both failed, 19/20 if both passed
        [
          ['FedEx', 1, 1],
          [0.944444444444, 0.85, 0.95],
          ['missed', 'met', false],
        ],
        // 5/5; 5/6 if it failed: above 60 %, but a score of 7 in place of 10
        [
          ['UPS', 1, 0],
          [1, 0.833333333333, 1],
          ['met', true],
        ],
      ]);
      expect(parts(shown).map(({ label, standard }) => [label.en, label.zh, standard?.at_least])).to.deep.equal([
        ['On-time delivery rate (carrier FedEx)', '货物准时送达率（承运商 FedEx）', '95%'],
        ['On-time delivery rate (carrier UPS)', '货物准时送达率（承运商 UPS）', '60%'],
      ]);
      const [whole, ...others] = shown.figures.filter(({ scope }) => scope === undefined);
      // 22/24; 22/28 and 26/28: above 50 %, but another score
      expect([whole?.metric, whole?.lowest, whole?.highest, whole?.statuses, whole?.moves_index]).to.deep.equal([
        'on_time_delivery',
        0.785714285714,
        0.928571428571,
        ['met'],
        true,
      ]);
      expect(others).to.deep.equal([]);
      expect([shown.needs_reason, shown.credits]).to.deep.equal([true, []]);
    });

    it('says so on the terminal in both languages', async () => {
      const shown = await previewOf(deps);
      expect(closingPreviewText([shown], 'en')).to.contain(
        '  on_time_delivery (carrier FedEx): 1 undetermined, 1 undated; between 85.0 % and 95.0 %, now 94.4 %; Missed or Met.\n' +
          "  on_time_delivery (carrier UPS): 1 undetermined; between 83.3 % and 100.0 %, now 100.0 %; moves the contract's index.",
      );
      expect(closingPreviewText([shown], 'zh')).to.contain(
        '  on_time_delivery（承运商 UPS）：1 条无法判定；在 83.3 % 与 100.0 % 之间，目前 100.0 %；影响合同指数。',
      );
    });

    it('takes a reason, and names each part in the refusal', async () => {
      const stop = await stopOf(closePeriods(deps, { period, clients: ['KES'], waivers: [], actor: 'lin' }));
      expect(stop.faults.map(one => worded('en', one).what)).to.deep.equal([
        `"KES", 2026-03 would be closed with on_time_delivery undecided: 3 facts cannot be judged, and 1 fact has no date. The figure is 91.6667 % now and lies between 78.5714 % and 92.8571 % once they are judged; the score of the contract's index depends on it.`,
        '"KES", 2026-03 would be closed with on_time_delivery (carrier FedEx) undecided: 1 fact cannot be judged, and 1 fact has no date. The figure is 94.4444 % now and lies between 85 % and 95 % once they are judged; its status could be Missed or Met.',
        `"KES", 2026-03 would be closed with on_time_delivery (carrier UPS) undecided: 1 fact cannot be judged. The figure is 100 % now and lies between 83.3333 % and 100 % once they are judged; the score of the contract's index depends on it.`,
      ]);
      expect(stop.faults.slice(1).map(one => worded('zh', one).what)[1]).to.match(
        /on_time_delivery（承运商 UPS） 尚无定论.*且影响合同指数的得分。$/,
      );
      const { closed } = await closePeriods(deps, {
        period,
        clients: ['KES'],
        waivers: [],
        actor: 'lin',
        acknowledge: 'The promises were lost.',
      });
      expect(closed.map(({ open }) => open.figures)).to.deep.equal([3]);
    });
  });

  it('leaves out what no source covers of a part: nothing will ever decide about it', async () => {
    const directory = await workspaceOf({
      ...partsWorkspace({ measures: receipts, more: receiptRules }),
      'config/shipments.yaml': shipmentLayout('shipments', 'client no carrier delivered pod_returned_at'),
      'deliveries.csv': [
        'client,no,carrier,delivered,pod_returned_at',
        ...['D1,DSV', 'D2,DSV', 'D3,DSV'].map(one => `KES,${one},2026-02-10T11:00:00Z,2026-02-11T09:00:00Z`),
        ...['H1,DHL', 'H2,DHL'].map(one => `KES,${one},2026-02-10T11:00:00Z,`),
        '',
      ].join('\n'),
    });
    const deps = { ...(await depsFor(database(), directory)), clock: () => Date.UTC(2026, 3, 10) };
    await imported(deps, 'deliveries.csv', 'shipments');
    const shown = await previewOf(deps, '2026-02');
    expect(shown.not_judgeable.map(({ metric, facts }) => [metric, facts])).to.deep.equal([['pod_return', 2]]);
    expect(shown.figures).to.deep.equal([]);
  });
});
