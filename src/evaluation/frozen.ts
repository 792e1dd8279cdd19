import Fraction from 'fraction.js';
import { exact, parts } from '../facts/exact.js';
import type { Client } from '../facts/place.js';
import { wavesOf } from '../facts/survey.js';
import { canonicalJson } from './canonical.js';
import { isNamed, rulesFor } from './rules-for.js';
import type { Rulebook } from './rulebook.js';

/** A rulebook as far as it decides one client's results: what an evaluation names by its hash. */
export interface FrozenRules {
  readonly client: Client;
  readonly rulebook: Rulebook;
}

/** The canonical text of the rules for a client: other clients' own entries and standards leave it unchanged. */
export function freezeRules(rulebook: Rulebook, client: Client): string {
  const { own, shared } = frozenText(rulebook, client);
  return own + shared.text;
}

/** The same in two parts, one after the other: what names the client, and what is one and the same for many of them. */
export interface FrozenText {
  readonly own: string;
  readonly shared: SharedText;
}

/** A text that is hashed and sent many times. */
export class SharedText {
  /** In UTF-8. */
  readonly bytes: Uint8Array;

  constructor(readonly text: string) {
    this.bytes = new TextEncoder().encode(text);
  }
}

/** Canonical texts have their keys in order: what is frozen of the rules follows the client. */
export const frozenText = (rulebook: Rulebook, client: Client): FrozenText => ({
  own: `{"client":${canonicalJson(plain(client))}`,
  shared: rulesText(rulebook, client),
});

const beforeRulebook = ',"rulebook":';

const textsBefore = new WeakMap<Rulebook, Map<string, SharedText>>();

/** The same for all clients of a segment for whom nothing is made by name. */
function rulesText(rulebook: Rulebook, client: Client): SharedText {
  const made = (): SharedText => new SharedText(`${beforeRulebook}${canonicalJson(plain(frozenRulebook(rulebook, client)))}}`);
  if (isNamed(rulebook, client.code)) return made();
  const known = textsBefore.get(rulebook) ?? new Map<string, SharedText>();
  textsBefore.set(rulebook, known);
  const segment = JSON.stringify(client.segment ?? null);
  const text = known.get(segment) ?? made();
  known.set(segment, text);
  return text;
}

function frozenRulebook(rulebook: Rulebook, client: Client): Rulebook {
  const {
    contracts,
    wordings,
    coverage,
    surveys = [],
    consequences,
    quadrants,
    credits,
    self_audit,
    self_audit_questions,
    ...rest
  } = rulesFor(rulebook, [client]);
  return {
    ...rest,
    clients: [],
    ...ifAny('contracts', contracts),
    ...ifAny('wordings', wordings),
    ...ifAny('coverage', coverage),
    ...ifAny('surveys', wavesOf(surveys, client.code)),
    ...ifAny('consequences', consequences),
    ...ifAny('quadrants', quadrants),
    ...ifAny('credits', credits),
    ...ifAny('self_audit', self_audit),
    // The questions matter where there are answers.
    ...((self_audit ?? []).length === 0 || self_audit_questions === undefined ? {} : { self_audit_questions }),
  };
}

/** A list under its name; nothing where it is empty, so that rules without one keep their text. */
const ifAny = <K extends string, T>(name: K, list: readonly T[] | undefined): { readonly [key in K]?: readonly T[] } =>
  // A computed name widens to text; it is the one given.
  (list === undefined || list.length === 0 ? {} : { [name]: list }) as { readonly [key in K]?: readonly T[] };

// A name that no configured object can have: ids are words.
const exactKey = '=';

/** The value with exact fractions as their text. Never by way of `toJSON`: mathjs gives fractions one that says something else. */
function plain(value: unknown): unknown {
  if (value instanceof Fraction) return { [exactKey]: parts(value).join('/') };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

/** A part of some rules as text: where two texts are the same, so are the parts. */
export const textOfRules = (part: unknown): string => canonicalJson(plain(part ?? null));

/** The rules of a frozen text, exact numbers and all. */
export function thawRules(text: string): FrozenRules {
  const revive = (_: string, value: unknown): unknown => {
    const written = exactText(value);
    return written === undefined ? value : exact(written);
  };
  // The text was written by `freezeRules`; its hash shows whether it is unchanged.
  return JSON.parse(text, revive) as FrozenRules;
}

/** Thaws rules so that clients whose rules read the same have one and the same rulebook, as plans are kept by it. */
export function sharingThaw(): (text: string) => FrozenRules {
  const known = new Map<string, Rulebook>();
  return text => {
    const at = text.indexOf(beforeRulebook) + beforeRulebook.length;
    const written = text.slice(at);
    const rulebook = known.get(written) ?? thawRules(text).rulebook;
    known.set(written, rulebook);
    return { client: thawRules(`${text.slice(0, at)}null}`).client, rulebook };
  };
}

function exactText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== exactKey) return undefined;
  const [text]: readonly unknown[] = Object.values(value);
  return typeof text === 'string' ? text : undefined;
}
