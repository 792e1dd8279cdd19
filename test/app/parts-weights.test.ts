import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { deriveWeights } from '../../src/app/weights/derive.js';
import { worded } from '../../src/faults/worded.js';
import { eachDatabase } from '../support/databases.js';
import { partsWorkspace } from '../support/parts-contract.js';
import { depsFor, imported, stopOf, workspaceOf } from './importing.js';

const weighed = `      - group: Delivery
        weight: "1"
        metrics:
          - { metric: on_time_delivery, weight: "0.6" }
          - { metric: on_time_delivery, weight: "0.4", scope: { carrier: FedEx } }
`;

const shares = 'node,weight\non_time_delivery,0.5\non_time_delivery (carrier: FedEx),0.5\n';

eachDatabase('Weights derived for an index that weighs parts of the work', database => {
  it('are refused, tried or kept: their file could not name the parts', async () => {
    const files = { ...partsWorkspace({ measures: weighed }), 'shares.csv': shares };
    const deps = await depsFor(database(), await workspaceOf(files));
    await imported(deps, 'deliveries.csv', 'shipments');
    const { directory } = deps.workspace;
    for (const dryRun of [true, false]) {
      const stop = await stopOf(
        deriveWeights(deps, {
          index: 'contract',
          client: 'KES',
          method: 'given',
          weights: path.join(directory, 'shares.csv'),
          from: '2026-04-01',
          matrices: [],
          roles: new Map(),
          periods: [],
          mix: [],
          normalise: false,
          actor: 'lin',
          dryRun,
        }),
      );
      expect([stop.exitCode, stop.faults.map(({ code }) => code)]).to.deep.equal([2, ['weights_of_parts']]);
      expect(stop.faults.map(one => worded('en', one).what)).to.deep.equal([
        'The index "contract" weighs parts of the work (on_time_delivery (carrier: FedEx)). Derived weights are kept as a file of `indexes:`, which weighs metrics as a whole: these parts would be lost.',
      ]);
      expect(stop.faults[0]?.command).to.equal('plumbline contract show --client KES');
    }
    expect(existsSync(path.join(directory, 'config/weights'))).to.equal(false);
  });
});
