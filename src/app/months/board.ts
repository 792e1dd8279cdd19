import type { Board, Month } from '../../contract/month.js';
import { groupedBy } from '../../facts/grouped.js';
import { clientOf } from '../../rulebook/workspace.js';
import { type Amendment, amendmentsOf } from '../../store/amendments.js';
import { lastBatchesWithFirm } from '../../store/batches.js';
import { commentsOf, standingComments } from '../../store/comments.js';
import type { Transaction } from '../../store/connect.js';
import type { EvaluationHead } from '../../store/evaluations.js';
import { mailsOf } from '../../store/mailed.js';
import { batchesWithRejects, type BatchWithRejects } from '../../store/mended.js';
import { closedBy } from '../../store/periods.js';
import { signOffsOf } from '../../store/sign-offs.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import { cursorOf, type PageOfClients, placeOf } from '../periods/client-pages.js';
import { clientsConcerned, sourceStatesOf } from '../periods/completeness.js';
import { concernsPeriod, type RequestBody } from '../periods/open-items.js';
import { batchJson } from '../periods/rejects-left.js';
import { type Figures, figuresOf, newestFirst, periodOfClients } from '../visible/documents.js';
import { openStanding, type PeriodEvaluations, visibleEvaluationOf } from '../visible/period-history.js';
import { checkClient, visibleClients, type Visibility } from '../visible/visibility.js';
import { whatIsOpenBy } from './what-is-open.js';
import { changedSince, type EvaluatedOf } from './changed-since.js';
import { type KnownOfMonth, stateOf, stepsOf, toDo } from './steps.js';
import { visibleMonths } from './visible-months.js';

/** Clients of a page where no number is given. */
const usualClients = 25;

/** All clients of a period that the caller may see, a page of them, whoever needs most first; where none is named, of the month that `monthsWithData` begins with. */
export async function visibleBoard(
  deps: Deps,
  visibility: Visibility,
  { period: given, cursor, limit = usualClients }: PageOfClients & { readonly period?: string | undefined },
): Promise<Board> {
  const { workspace, database } = deps;
  const codes = await visibleClients(deps, visibility);
  const { begin, instead, offered } = await visibleMonths(deps, visibility);
  const { id: period } = readPeriod(given ?? begin.id, workspace.settings.time_zone);
  const evaluated = await periodOfClients(database, visibility, period);
  const known = await database.transaction(async tx => {
    const concerned = new Set(await clientsConcerned(tx, workspace, () => period, codes));
    const shown = codes.filter(code => evaluated.has(code) || concerned.has(code));
    return knownOf(tx, deps, visibility, { period, codes: shown, evaluated });
  });
  const needs = known.clients.map(one => ({ code: one.code, need: needOf(one) }));
  const order = needs.toSorted((a, b) => b.need - a.need).map(({ code }) => code);
  const left = order.slice(cursor === undefined ? 0 : placeOf(cursor, period, order) + 1);
  const page = left.slice(0, limit).flatMap(code => known.clients.find(one => one.code === code) ?? []);
  const last = page.length < left.length ? page.at(-1) : undefined;
  return {
    period,
    instead_of: given === undefined ? instead : null,
    periods: [...new Set([period, ...offered])].toSorted(newestFirst),
    clients: await monthsOf(deps, page),
    of_nobody: known.ofNobody.map(batchJson),
    next: last === undefined ? null : cursorOf(period, last.code),
  };
}

/** One client's month. Stops with `client_not_here` where the caller sees no such client. */
export async function visibleMonth(
  deps: Deps,
  visibility: Visibility,
  { client, period }: { readonly client: string; readonly period: string },
): Promise<Month> {
  await checkClient(deps, visibility, client);
  const { id } = readPeriod(period, clientOf(deps.workspace, client));
  const evaluated = await periodOfClients(deps.database, visibility, id);
  const asked = { period: id, codes: [client], evaluated };
  const { clients } = await deps.database.transaction(tx => knownOf(tx, deps, visibility, asked));
  const [month] = await monthsOf(deps, clients, whatIsOpenBy);
  if (month === undefined) throw new Error('a client that is asked for has a month');
  return month;
}

/** What is known of a client's month before its sources and documents are read. */
interface KnownOfClient extends Omit<KnownOfMonth, 'sources' | 'results' | 'open'> {
  readonly code: string;
  readonly shown: ReturnType<typeof visibleEvaluationOf>;
}

interface Asked {
  readonly period: string;
  readonly codes: readonly string[];
  readonly evaluated: ReadonlyMap<string, PeriodEvaluations>;
}

/** What is known of the months of clients, in as many statements for all of them as for one. */
async function knownOf(
  tx: Transaction,
  deps: Deps,
  visibility: Visibility,
  { period, codes, evaluated }: Asked,
): Promise<{ readonly clients: readonly KnownOfClient[]; readonly ofNobody: readonly BatchWithRejects[] }> {
  const { workspace } = deps;
  const periods = new Map(codes.map(code => [code, readPeriod(period, clientOf(workspace, code))] as const));
  const isBound = visibility.clients !== 'all';
  const own = [...periods].map(([client, { from, to }]) => ({ client, from, to }));
  const firm = readPeriod(period, workspace.settings.time_zone);
  const [only] = codes.length === 1 ? codes : [];
  const times = isBound || only !== undefined ? own : [...own, { client: '*', from: firm.from, to: firm.to }];
  const rejects = groupedBy(await batchesWithRejects(tx, times, isBound), ({ client }) => client);
  const last = await lastBatchesWithFirm(tx, codes);
  const amendments = groupedBy(await amendmentsOf<RequestBody>(tx, { clients: codes }), ({ client }) => client);
  const comments = groupedBy(standingComments(await commentsOf(tx, { client: only, period })), ({ client }) => client);
  const mails = groupedBy(await mailsOf(tx, { client: only, period }), ({ client }) => client ?? '');
  const signed = groupedBy(await signOffsOf(tx, { client: only, period }), ({ client }) => client);
  const clients = [...periods].map(([code, own]): KnownOfClient => {
    const history = evaluated.get(code);
    const standing = history?.standing ?? openStanding(code, own.id);
    const closing = closedBy(standing);
    const shown = history === undefined ? undefined : visibleEvaluationOf(history, { ...visibility, seesProvisional: true });
    const isCurrent = shown !== undefined && (closing !== undefined || shown.state === 'provisional');
    const current = isCurrent ? history?.heads.find(({ id }) => id === shown.id) : undefined;
    return {
      code,
      now: deps.clock(),
      period: own,
      standing,
      shown: isCurrent ? shown : undefined,
      evaluation: current === undefined ? undefined : evaluationKnown(current),
      lastBatch: last(code)?.batch,
      rejects: rejects.get(code) ?? [],
      amendments: (amendments.get(code) ?? []).filter((one: Amendment<RequestBody>) =>
        concernsPeriod(one, clientOf(workspace, code), own),
      ),
      comments: comments.get(code)?.length ?? 0,
      sentTo: (mails.get(code) ?? []).flatMap(({ what, of, to }) =>
        what === 'scorecard' && of === closing?.evaluation ? [to] : [],
      ),
      jobs: workspace.jobs.flatMap(job => (job.does === 'mail' && job.with.to?.[code] !== undefined ? [job.id] : [])),
      signedBy: (signed.get(code) ?? []).flatMap(({ by, revision }) => (revision === closing?.revision ? [by] : [])),
    };
  });
  return { clients, ofNobody: (rejects.get('*') ?? []).filter(({ to_mend: left }) => left > 0) };
}

const evaluationKnown = ({ id, as_of_batch, rulebook, made_at }: EvaluationHead): KnownOfMonth['evaluation'] => ({
  id,
  asOfBatch: as_of_batch,
  rules: rulebook,
  madeAt: made_at,
});

/** What a client's month needs, as far as it is known for all clients without reading their documents: what waits for somebody counts most. */
function needOf(known: KnownOfClient): number {
  const { rejects, requests, figures, closing, sent } = stepsOf({ ...known, sources: [], results: [] });
  const open = [rejects, requests, figures, closing, sent].filter(({ state }) => state === 'to_do').length;
  return open * 1000 + Math.min(999, requests.waiting.length + rejects.batches.filter(({ to_mend: left }) => left > 0).length);
}

/** Months of clients; `openOf` reads why facts of an evaluation could not be judged, which takes its rules. */
async function monthsOf(deps: Deps, clients: readonly KnownOfClient[], openOf?: typeof whatIsOpenBy): Promise<readonly Month[]> {
  const { workspace, database } = deps;
  const asked = clients.map(({ code, period }) => ({ client: clientOf(workspace, code), period }));
  const sources = await database.transaction(tx => sourceStatesOf(tx, workspace, asked));
  const shown = clients.flatMap(one => one.shown ?? []);
  const figures = new Map((await figuresOf(database, shown)).map((one, i) => [shown[i], one] as const));
  const changed = await changedSince(deps, openEvaluations(clients, figures));
  const months: Month[] = [];
  for (const [i, known] of clients.entries()) {
    const own = figures.get(known.shown);
    const results = own === undefined ? [] : [...own.metrics.values(), ...own.measures];
    const open = await openOf?.(deps, known, results);
    const steps = stepsOf({
      ...known,
      sources: sources[i] ?? [],
      results,
      changed: changed.get(known.code),
      ...(open === undefined ? {} : { open }),
    });
    months.push({
      client: known.code,
      name: clientOf(workspace, known.code).name,
      period: known.period.id,
      state: stateOf(known),
      revision: closedBy(known.standing)?.revision ?? known.standing.next,
      to_do: toDo(steps),
      steps,
    });
  }
  return months;
}

/** What of the clients was evaluated and is not closed. */
const openEvaluations = (
  clients: readonly KnownOfClient[],
  figures: ReadonlyMap<KnownOfClient['shown'], Figures>,
): readonly EvaluatedOf[] =>
  clients.flatMap(({ code, period, shown, standing, evaluation }) => {
    const known = figures.get(shown);
    if (evaluation === undefined || known === undefined || closedBy(standing) !== undefined) return [];
    const { amendments, metrics } = known;
    return [
      { client: code, period, amendments, metrics: [...metrics.keys()], rules: evaluation.rules, madeAt: evaluation.madeAt },
    ];
  });
