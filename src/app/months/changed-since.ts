import { setImmediate } from 'node:timers/promises';
import { overrideOf } from '../../evaluation/amendments.js';
import type { Rulebook } from '../../evaluation/rulebook.js';
import { spansOf } from '../../evaluation/spans.js';
import type { Period } from '../../facts/period.js';
import type { Client } from '../../facts/place.js';
import { clientOf } from '../../rulebook/workspace.js';
import { configChangesOf } from '../../store/config-changes.js';
import type { Deps } from '../deps.js';
import { amendmentsForAll } from '../evaluation/amendments-in-force.js';
import { frozenRules, rulesOfPeriod } from '../evaluation/documents.js';

/** An evaluation of a client's period that is not closed. */
export interface EvaluatedOf {
  readonly client: string;
  readonly period: Period;
  /** The hash of the rules that it was made by. */
  readonly rules: string;
  /** The numbers of the approved exclusions and overrides that it was made with. */
  readonly amendments: ReadonlySet<number>;
  /** The metrics that it has. */
  readonly metrics: readonly string[];
  /** UTC milliseconds. */
  readonly madeAt: number;
}

/** Whether an evaluation made now would have other rules, exclusions or overrides than the one that there is. */
export interface ChangedSince {
  readonly areRules: boolean;
  /** When rules were last changed by the program since it was made, UTC milliseconds; undefined where they were changed by hand. */
  readonly rulesAt: number | undefined;
  readonly areDecisions: boolean;
}

/** What has changed since evaluations were made, besides facts, by client. */
export async function changedSince(deps: Deps, evaluations: readonly EvaluatedOf[]): Promise<ReadonlyMap<string, ChangedSince>> {
  if (evaluations.length === 0) return new Map();
  const { workspace, database } = deps;
  const asked = evaluations.map(({ client: code, period }) => {
    const client = clientOf(workspace, code);
    const rulebook = rulesOfPeriod(workspace, client, period);
    return { client, period, rulebook, besides: spansOf(rulebook, client, period) };
  });
  const { amendments, changes } = await database.transaction(async tx => ({
    amendments: await amendmentsForAll(tx, asked),
    changes: await configChangesOf(tx),
  }));
  const lastChange = Math.max(...changes.filter(({ state }) => state === 'made').map(({ at, decision }) => decision?.at ?? at));
  const found = new Map<string, ChangedSince>();
  for (const [i, { client, rules, madeAt, metrics, amendments: made }] of evaluations.entries()) {
    const { exclusions = [], overrides = [] } = amendments[i] ?? {};
    const applied = metrics.flatMap(metric => overrideOf(overrides, metric) ?? []);
    const now = [...exclusions, ...applied].map(({ number }) => number);
    const one = asked[i];
    const areRules = one !== undefined && rulesHash(one.rulebook, one.client) !== rules;
    found.set(client, {
      areRules,
      rulesAt: areRules && lastChange >= madeAt ? lastChange : undefined,
      areDecisions: now.length !== made.size || now.some(number => !made.has(number)),
    });
    await setImmediate();
  }
  return found;
}

const hashes = new WeakMap<Rulebook, Map<string, string>>();

/** The hash of a client's rules, which takes some milliseconds where a contract names it: made once for the rules of a workspace. */
function rulesHash(rulebook: Rulebook, client: Client): string {
  const known = hashes.get(rulebook) ?? new Map<string, string>();
  hashes.set(rulebook, known);
  const hash = known.get(client.code) ?? frozenRules(rulebook, client).hash;
  known.set(client.code, hash);
  return hash;
}
