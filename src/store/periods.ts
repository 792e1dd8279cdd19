import { type Actor, actorOf } from './actor.js';
import type { Knex } from 'knex';
import type { Evaluation } from '../evaluation/document.js';
import { type FactKindName, kindOf } from '../facts/kinds.js';
import { listed, tableOf } from './facts/columns.js';
import { appendLedger, entriesOf, type EntryOf } from './ledger.js';

/** Why a period was closed although something was missing. */
export interface Waiver {
  /** A source's id, or that of a metric that was not yet final. */
  readonly source: string;
  readonly reason: string;
}

/** Why a period was closed although something was open, and how much of each kind that was. */
export interface Acknowledgement {
  readonly reason: string;
  /** Figures that could still have come to another status or amount. */
  readonly figures: number;
  /** Service credits that could still have come to another amount. */
  readonly credits: number;
  /** Requests that waited for approval. */
  readonly requests: number;
  /** Sources that were missing or covered only a part, and metrics that were not final. */
  readonly missing: number;
}

interface Step {
  readonly client: string;
  readonly period: string;
  readonly revision: number;
  readonly actor: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly entry: number;
}

/** A ledger entry that closes a revision with an evaluation. */
export interface Closing extends Step {
  readonly kind: 'closing';
  /** Who closed it, with what tells the person apart where a key vouches for it. */
  readonly closer: Actor;
  readonly evaluation: string;
  readonly hash: string;
  /** The last batch that the evaluation has seen. */
  readonly batch: number;
  /** The period's first instant and the first after it, UTC milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly waivers: readonly Waiver[];
  /** Only where something was open. */
  readonly acknowledged?: Acknowledgement;
}

/** A ledger entry that reopens what was closed; `revision` is the one that begins. */
export interface Reopening extends Step {
  readonly kind: 'reopening';
  readonly reason: string;
}

/** How a client's period stands, as it follows from its entries in the ledger. */
export interface PeriodStanding {
  readonly client: string;
  readonly period: string;
  readonly state: 'open' | 'closed' | 'reopened';
  /** The revision that a new evaluation belongs to: one more than were closed. */
  readonly next: number;
  readonly closings: readonly Closing[];
  readonly reopenings: readonly Reopening[];
}

interface PeriodFilter {
  readonly client?: string | undefined;
  /** Those of several clients. */
  readonly clients?: readonly string[] | undefined;
  readonly period?: string | undefined;
  readonly evaluation?: string | undefined;
}

/** How one client's period stands. */
export async function periodStandingOf(tx: Knex.Transaction, client: string, period: string): Promise<PeriodStanding> {
  return standing(client, period, await stepsOf(tx, { client, period }));
}

/** How periods of several clients stand, one of each. */
export async function periodStandingsOf(
  tx: Knex.Transaction,
  asked: readonly { readonly client: string; readonly period: string }[],
): Promise<ReadonlyMap<string, PeriodStanding>> {
  const periods = [...new Set(asked.map(({ period }) => period))];
  const known: PeriodStanding[] = [];
  for (const period of periods) {
    const clients = asked.filter(one => one.period === period).map(({ client }) => client);
    known.push(...(await periodStandings(tx, { period, clients })));
  }
  return new Map(
    asked.map(({ client, period }) => {
      const found = known.find(one => one.client === client && one.period === period);
      return [client, found ?? standing(client, period, [])];
    }),
  );
}

/** How every period stands that was ever closed, in the order of their first closings. */
export async function periodStandings(tx: Knex.Transaction, asked: PeriodFilter = {}): Promise<readonly PeriodStanding[]> {
  const steps = new Map<string, (Closing | Reopening)[]>();
  for (const step of await stepsOf(tx, asked)) {
    const name = JSON.stringify([step.client, step.period]);
    steps.set(name, [...(steps.get(name) ?? []), step]);
  }
  return [...steps.values()].flatMap(own => (own[0] === undefined ? [] : [standing(own[0].client, own[0].period, own)]));
}

/** Whether any period was ever closed. */
export async function isAnyClosed(tx: Knex.Transaction): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: object[] }>("select 1 from ledger where kind = 'closing' limit 1");
  return rows.length > 0;
}

/** The closings that name an evaluation, in their order. */
export async function closingsNaming(tx: Knex.Transaction, evaluation: string): Promise<readonly Closing[]> {
  return (await stepsOf(tx, { evaluation })).filter(step => step.kind === 'closing');
}

/** The last closing, while the period is closed. */
export const closedBy = ({ state, closings }: PeriodStanding): Closing | undefined =>
  state === 'closed' ? closings.at(-1) : undefined;

function standing(client: string, period: string, steps: readonly (Closing | Reopening)[]): PeriodStanding {
  const closings = steps.filter(step => step.kind === 'closing');
  const reopenings = steps.filter(step => step.kind === 'reopening');
  const last = steps.at(-1)?.kind;
  const state = last === undefined ? 'open' : last === 'closing' ? 'closed' : 'reopened';
  return { client, period, state, next: closings.length + 1, closings, reopenings };
}

async function stepsOf(tx: Knex.Transaction, { clients, ...asked }: PeriodFilter): Promise<readonly (Closing | Reopening)[]> {
  return (await entriesOf<StepKind, StepBody>(tx, ['closing', 'reopening'], { ...asked }, clients)).map(stepOf);
}

type StepKind = 'closing' | 'reopening';

interface StepBody {
  readonly client: string;
  readonly period: string;
  readonly revision: number;
  readonly evaluation: string;
  readonly hash: string;
  readonly batch: number;
  readonly from: string;
  readonly to: string;
  readonly waivers: readonly Waiver[];
  readonly acknowledged?: Acknowledgement;
  readonly reason: string;
  readonly acting?: unknown;
}

function stepOf({ body, kind, ...row }: EntryOf<StepKind, StepBody>): Closing | Reopening {
  const { client, period, revision, evaluation, hash, batch, from, to, waivers, acknowledged, reason } = body;
  const step = { ...row, client, period, revision };
  if (kind === 'reopening') return { ...step, kind, reason };
  const closer = actorOf(row.actor, { acting: body.acting });
  const closing = { ...step, kind, closer, evaluation, hash, batch, from: Date.parse(from), to: Date.parse(to), waivers };
  return acknowledged === undefined ? closing : { ...closing, acknowledged };
}

/** Closes a revision of a client's period with an evaluation. The caller has seen to it that it may be closed, and has the turn to load. */
export async function recordClosing(
  tx: Knex.Transaction,
  closing: {
    readonly evaluation: Evaluation;
    readonly revision: number;
    readonly waivers: readonly Waiver[];
    readonly acknowledged?: Acknowledgement | undefined;
    readonly actor: Actor;
    readonly at: number;
  },
): Promise<number> {
  const { id, hash, document } = closing.evaluation;
  const { client, period, from, to, as_of_batch: batch } = document;
  const { revision, waivers, acknowledged, actor, at } = closing;
  const closed = { client, period, revision, evaluation: id, hash, batch, from, to, waivers };
  const body = acknowledged === undefined ? closed : { ...closed, acknowledged };
  return (await appendLedger(tx, { kind: 'closing', actor, at, body })).entry;
}

/** Reopens a closed period as its next revision. The caller has seen to it that it is closed, and has the turn to load. */
export async function recordReopening(
  tx: Knex.Transaction,
  reopening: Pick<Reopening, 'client' | 'period' | 'revision' | 'reason' | 'at'> & { readonly actor: Actor },
): Promise<number> {
  const { client, period, revision, reason, actor, at } = reopening;
  return (await appendLedger(tx, { kind: 'reopening', actor, at, body: { client, period, revision, reason } })).entry;
}

/** Waves of a survey whose answers belong to a stretch of time whenever they were given, among all whose answers do so to any. */
export interface WavesInside {
  readonly inside: readonly string[];
  readonly configured: readonly string[];
}

/**
 * How many of a client's facts a batch brought, changed or took away, counting those that touch a stretch of time, and answers
 * of the waves that belong to it.
 */
export async function factsTouched(
  tx: Knex.Transaction,
  given: {
    readonly kind: FactKindName;
    readonly client: string;
    readonly batch: number;
    readonly from: number;
    readonly to: number;
    readonly waves: WavesInside;
  },
): Promise<number> {
  const { client, batch, from, to, waves } = given;
  const kind = kindOf(given.kind);
  const inTime = 'last_at >= ? and first_at < ?';
  const touches =
    kind.name === 'survey_answer' ? `case when wave = any (?::text[]) then wave = any (?::text[]) else ${inTime} end` : inTime;
  const ofWaves = kind.name === 'survey_answer' ? [[...waves.configured], [...waves.inside]] : [];
  const { rows } = await tx.raw<{ rows: { facts: number }[] }>(
    `select count(*)::integer as facts from (
       select distinct ${listed(kind.key)} from ${tableOf(kind.name)}
       where client = ? and (batch = ? or superseded_by = ?) and ${touches}) touched`,
    [client, batch, batch, ...ofWaves, from, to],
  );
  return rows[0]?.facts ?? 0;
}

/** A batch that touched a client, or the whole firm, and the stretch of time that it touched. */
export interface ClientBatch {
  readonly batch: number;
  readonly kind: FactKindName;
  /** The code, or `*`. */
  readonly client: string;
  readonly file: string | null;
  readonly committed_at: number;
  readonly withdraws: number | null;
  readonly first_at: number;
  readonly last_at: number;
}

/** Which batches are looked for: after one number and up to another. */
interface Touching {
  readonly client: string;
  readonly after: number;
  readonly upTo?: number | undefined;
  readonly from: number;
  readonly to: number;
  /** Those with answers to surveys too, whenever they were given. */
  readonly withAnswers?: boolean;
}

/** Batches that touched a client, or the whole firm, in a stretch of time. */
export async function batchesTouching(tx: Knex.Transaction, given: Touching): Promise<readonly ClientBatch[]> {
  const { client, after, upTo, from, to, withAnswers = false } = given;
  const { rows } = await tx.raw<{ rows: ClientBatch[] }>(
    `select b.batch, b.kind, c.client, b.file, b.committed_at, b.withdraws, c.first_at, c.last_at
     from batch_client c join batch b on b.batch = c.batch
     where c.client in (?, '*') and c.batch > ? and c.batch <= ? and ((c.last_at >= ? and c.first_at < ?) or (? and b.kind = 'survey_answer'))
     order by b.batch, c.client`,
    [client, after, upTo ?? 2 ** 31 - 1, from, to, withAnswers],
  );
  return rows;
}
