import Fraction from 'fraction.js';
import { exact, parts } from '../facts/exact.js';
import type { Client } from '../facts/place.js';
import { wavesOf } from '../facts/survey.js';
import { canonicalJson } from './canonical.js';
import type { Rulebook } from './rulebook.js';

/** A rulebook as far as it decides one client's results: what an evaluation names by its hash. */
export interface FrozenRules {
  readonly client: Client;
  readonly rulebook: Rulebook;
}

/** The canonical text of the rules for a client: other clients' own entries and standards leave it unchanged. */
export function freezeRules(rulebook: Rulebook, client: Client): string {
  const concerns = ({ scope = {} }: { readonly scope?: { readonly client?: string; readonly segment?: string } }): boolean =>
    (scope.client ?? client.code) === client.code && (scope.segment ?? client.segment) === client.segment;
  const { surveys = [], ...others } = rulebook;
  const waves = wavesOf(surveys, client.code);
  const rules: FrozenRules = {
    client,
    rulebook: {
      ...others,
      ...(waves.length === 0 ? {} : { surveys: waves }),
      clients: [],
      standards: rulebook.standards.filter(concerns),
      expectations: rulebook.expectations.filter(concerns),
      scales: rulebook.scales.filter(concerns),
      indexes: rulebook.indexes.filter(concerns),
      reasons: rulebook.reasons.filter(concerns),
      phrases: rulebook.phrases.filter(table => (table.client ?? client.code) === client.code),
    },
  };
  return canonicalJson(plain({ ...rules, rulebook: { ...rules.rulebook, ...improvementOf(rulebook, concerns) } }));
}

type Scoped = { readonly scope?: { readonly client?: string; readonly segment?: string } };

/**
 * The rules of improvement that concern the client. Where there are none of a kind, it is undefined and so not in the text: a
 * rulebook without such rules keeps its hash.
 */
function improvementOf(rulebook: Rulebook, concerns: (rule: Scoped) => boolean): Readonly<Record<string, unknown>> {
  const own = <T extends Scoped>(rules: readonly T[] = []): readonly T[] | undefined => {
    const kept = rules.filter(concerns);
    return kept.length === 0 ? undefined : kept;
  };
  const [consequences, quadrants] = [own(rulebook.consequences), own(rulebook.quadrants)];
  const [credits, answers] = [own(rulebook.credits), own(rulebook.self_audit)];
  const questions = answers === undefined ? undefined : rulebook.self_audit_questions;
  return { consequences, quadrants, credits, self_audit: answers, self_audit_questions: questions };
}

// A name that no configured object can have: ids are words.
const exactKey = '=';

/** The value with exact fractions as their text. Never by way of `toJSON`: mathjs gives fractions one that says something else. */
function plain(value: unknown): unknown {
  if (value instanceof Fraction) return { [exactKey]: parts(value).join('/') };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

/** The rules of a frozen text, exact numbers and all. */
export function thawRules(text: string): FrozenRules {
  const revive = (_: string, value: unknown): unknown => {
    const written = exactText(value);
    return written === undefined ? value : exact(written);
  };
  // The text was written by `freezeRules`; its hash shows whether it is unchanged.
  return JSON.parse(text, revive) as FrozenRules;
}

function exactText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== exactKey) return undefined;
  const [text]: readonly unknown[] = Object.values(value);
  return typeof text === 'string' ? text : undefined;
}
