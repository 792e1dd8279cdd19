import type { FaultPlace } from '../../faults/fault.js';
import { hasLevel } from '../../standards/comparison.js';
import type { Contract } from '../../standards/contract.js';
import { inForce } from '../../standards/in-force.js';
import type { DraftSource } from './draft-terms.js';
import type { PlaceOf } from './rule-places.js';
import { repeats } from '../../standards/repeated.js';

/** A level of a draft that comes from a standard for all clients: whether it is agreed with this one, nobody has said. */
export interface TakenLevel {
  readonly metric: string;
  readonly place: FaultPlace;
}

/** The levels of a draft that hold for all clients, in the order of its measures. */
export function takenLevels(
  { rulebook, client, day }: DraftSource,
  measures: Contract['measures'],
  placeOf: PlaceOf,
): readonly TakenLevel[] {
  const levels = rulebook.standards.filter(one => one.contract === undefined).filter(hasLevel);
  const subject = { client: client.code, segment: client.segment };
  const wholes = measures
    .flatMap(({ metrics }) => metrics)
    .filter(({ level, scope }) => level !== undefined && Object.keys(scope).length === 0);
  return wholes.flatMap(({ metric }) => {
    const holding = inForce(
      levels.filter(one => one.metric === metric),
      subject,
      day,
    );
    if (holding === undefined || Object.keys(holding.scope).length > 0) return [];
    const { scope, from } = holding;
    return [{ metric, place: placeOf({ kind: 'standards', name: metric, scope, from }) }];
  });
}

/** The measures of a draft that are shown without a level, and without a weight in an index of the client's own. */
export const unlevelledMeasures = (measures: Contract['measures']): readonly string[] =>
  measures
    .flatMap(({ metrics }) => metrics)
    .filter(({ level, weight }) => level === undefined && weight === undefined)
    .map(({ metric }) => metric);

/** A standard of the client alone that the draft says too: once the draft is config, it can be deleted. */
export type RepeatedStandard = TakenLevel;

/** The standards that the draft makes needless. */
export const repeatedStandards = (
  { rulebook }: Pick<DraftSource, 'rulebook'>,
  contract: Contract,
  placeOf: PlaceOf,
): readonly RepeatedStandard[] =>
  rulebook.standards
    .filter(one => one.contract === undefined && repeats(contract, one))
    .map(({ metric, scope, from }) => ({ metric, place: placeOf({ kind: 'standards', name: metric, scope, from }) }));
