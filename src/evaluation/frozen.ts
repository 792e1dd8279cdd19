import Fraction from 'fraction.js';
import { exact, parts } from '../facts/exact.js';
import type { Client } from '../facts/place.js';
import { canonicalJson } from './canonical.js';
import type { Rulebook } from './rulebook.js';

/** A rulebook as far as it decides one client's results: what an evaluation names by its hash. */
export interface FrozenRules {
  readonly client: Client;
  readonly rulebook: Rulebook;
}

/** The canonical text of the rules for a client: other clients' own entries and standards leave it unchanged. */
export function freezeRules(rulebook: Rulebook, client: Client): string {
  const concerns = ({ scope }: { readonly scope: { readonly client?: string; readonly segment?: string } }): boolean =>
    (scope.client ?? client.code) === client.code && (scope.segment ?? client.segment) === client.segment;
  const rules: FrozenRules = {
    client,
    rulebook: {
      ...rulebook,
      clients: [],
      standards: rulebook.standards.filter(concerns),
      expectations: rulebook.expectations.filter(concerns),
      scales: rulebook.scales.filter(concerns),
    },
  };
  return canonicalJson(
    JSON.parse(
      JSON.stringify(rules, (_, value: unknown) => (value instanceof Fraction ? { exact: parts(value).join('/') } : value)),
    ),
  );
}

/** The rules of a frozen text, exact numbers and all. */
export function thawRules(text: string): FrozenRules {
  const revive = (_: string, value: unknown): unknown => (isExact(value) ? exact(value.exact) : value);
  // The text was written by `freezeRules`; its hash tells whether it still is what it was.
  return JSON.parse(text, revive) as FrozenRules;
}

function isExact(value: unknown): value is { readonly exact: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).join() === 'exact' &&
    'exact' in value &&
    typeof value.exact === 'string'
  );
}
