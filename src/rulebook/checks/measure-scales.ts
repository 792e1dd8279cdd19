import { configFaults } from '../../faults/config.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import type { Dated } from '../../standards/standard.js';
import type { Rule } from '../read.js';
import type { WrittenContract } from '../shapes/contract.js';
import type { WrittenScale } from '../shapes/scale.js';
import type { KnownObjects } from './known-objects.js';

/** Measures with a weight whose metric no scale makes a score of on any day of the contract: their weight would count for nothing. */
export function unscoredMeasures(
  { value: contract, title, entry }: Rule<WrittenContract>,
  scales: readonly WrittenScale[],
  { metrics: defined, clients = [] }: KnownObjects,
): readonly Fault[] {
  const { client } = contract.scope;
  const segment = contract.scope.segment ?? clients.find(({ code }) => code === client)?.segment;
  const isForThem = ({ scope }: Dated): boolean =>
    (scope.client ?? client) === client && (scope.segment ?? segment) === segment && placesOf(scope) === 0;
  const scored = new Set(scales.filter(one => isForThem(one) && overlap(one, contract)).map(({ metric }) => metric));
  return contract.measures.flatMap(({ weight: ofGroup, metrics }, g) =>
    metrics.flatMap(({ metric, weight }, m) => {
      const known = defined.get(metric);
      // What is on trial is never scored, and leaves the index.
      if (ofGroup === undefined || weight === undefined || known === undefined || known.stage === 'trial') return [];
      if (scored.has(metric)) return [];
      const place = entry.spot.place(['measures', g, 'metrics', m, 'weight']);
      const params = { of: title, metric, share: known.unit === '%', improves: known.improves };
      return [fault(configFaults, 'contract_measure_unscored', params, place)];
    }),
  );
}

/** How many places a rule is limited to: scores are of all that a client has. */
const placesOf = ({ department, site, carrier, lane }: Dated['scope']): number =>
  [department, site, carrier, lane].filter(one => one !== undefined).length;

const overlap = (one: Pick<Dated, 'from' | 'until'>, other: Pick<Dated, 'from' | 'until'>): boolean =>
  (one.from ?? '') <= (other.until ?? '9999-12-31') && (other.from ?? '') <= (one.until ?? '9999-12-31');
