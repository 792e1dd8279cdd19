import type { FaultPlace } from '../../faults/fault.js';
import type { Contract } from '../../standards/contract.js';
import { isInForce } from '../../standards/in-force.js';
import { type Drafted, type DraftSource, isOwn, isSaidByWeights } from './draft-terms.js';
import type { PlaceOf, RuleName } from './rule-places.js';

/** Why a rule is not in the draft of a contract: it stays where it is and goes on to hold. */
export type WhyLeft = 'param_of_some' | 'index_of_all' | 'index_form' | 'credits_several' | 'no_place_in_contract';

/** A rule that holds for the client and that the draft does not say. */
export interface LeftRule {
  readonly rule: RuleName;
  readonly why: WhyLeft;
  readonly place: FaultPlace;
}

/** What a rule is told from others by. */
type NamedRule = Pick<RuleName, 'scope' | 'from'> & { readonly metric?: string; readonly id?: string };

/** What holds for a client and is in no draft of its contract. */
export function leftRules(
  { rulebook, client, day }: DraftSource,
  { index, creditsLeft }: Drafted,
  rules: Contract['rules'],
  placeOf: PlaceOf,
): readonly LeftRule[] {
  const left = (rule: RuleName, why: WhyLeft): LeftRule => ({ rule, why, place: placeOf(rule) });
  const named = (kind: RuleName['kind'], one: NamedRule): RuleName => ({
    kind,
    name: one.metric ?? one.id ?? '',
    scope: one.scope,
    from: one.from,
  });
  const isOfClient = ({ scope = {} }: Pick<RuleName, 'scope'>): boolean =>
    scope.client === client.code ||
    (scope.client === undefined && scope.segment !== undefined && scope.segment === client.segment);
  const params = rulebook.standards.filter(
    one =>
      isInForce(one, day) &&
      (one.scope.client ?? client.code) === client.code &&
      (one.scope.segment ?? client.segment) === client.segment &&
      Object.keys(one.params).some(name => !(name in rules)),
  );
  const whyIndex = index === undefined || !isOwn(index) ? 'index_of_all' : 'index_form';
  const hasNoPlace = (['scales', 'expectations', 'consequences'] as const).flatMap(kind =>
    (rulebook[kind] ?? [])
      .filter(one => isOfClient(one) && isInForce(one, day))
      .map(one => left(named(kind, one), 'no_place_in_contract')),
  );
  return [
    ...params.map(one => left(named('standards', one), 'param_of_some')),
    ...(index === undefined || (isOwn(index) && isSaidByWeights(index)) ? [] : [left(named('indexes', index), whyIndex)]),
    ...creditsLeft.map(one => left(named('credits', one), 'credits_several')),
    ...hasNoPlace,
  ];
}
