import { add, compare, type Exact } from '../../facts/exact.js';
import { groupedBy } from '../../facts/grouped.js';
import {
  type RespondentGroup,
  respondentGroups,
  groupOfRole,
  rolesOfGroup,
  type SurveyWave,
  wavesOf,
} from '../../facts/survey.js';
import type { Fault } from '../../faults/fault.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { weightFaults } from '../../faults/weights.js';
import { clientsWithFacts } from '../../store/batches.js';
import type { EvaluationDocument } from '../../evaluation/document.js';
import type { Transaction } from '../../store/connect.js';
import { closedEvaluation, findEvaluation } from '../../store/evaluations.js';
import { type ImportanceRow, importanceAnswers, importanceRespondents } from '../../store/importance.js';
import { closedBy, periodStandingOf } from '../../store/periods.js';
import type { Index } from '../../weights/tree.js';
import type { Deps } from '../deps.js';
import { readPeriod } from '../evaluation/read-period.js';
import type { Level } from './levels.js';
import { type MethodResult, fromGiven, fromMatrices, fromMix, fromScores, fromSurvey, type Method } from './methods.js';
import { readMatrix, readShares } from './read-tables.js';
import type { DeriveRequest } from './request.js';

/** Fetches what a method works on, and what it gives. */
export async function deriveByMethod(
  deps: Deps,
  request: DeriveRequest,
  method: Method,
  index: Index,
  levels: readonly Level[],
): Promise<MethodResult> {
  switch (method) {
    case 'given': {
      const path = requireInput(request.weights, 'given', 'weights', '--weights FILE');
      return fromGiven(await readShares(path, levels), path, levels, request.normalise);
    }
    case 'ahp': {
      requireInput(request.matrices[0], 'ahp', 'matrices', '--matrix FILE');
      const files = [];
      for (const path of request.matrices) files.push(await readMatrix(path, levels));
      return fromMatrices(files, levels);
    }
    case 'survey':
      return surveyed(deps, request, index, levels);
    case 'entropy':
      return fromScores(await documentsOf(deps, request), index.id, levels);
    case 'mix': {
      requireInput(request.mix[0], 'mix', 'mix', '--mix METHOD=SHARE, twice or more');
      const parts = [];
      for (const { method: one, share } of request.mix)
        parts.push({ method: one, share, found: await deriveByMethod(deps, request, one, index, levels) });
      return fromMix(parts);
    }
  }
}

function requireInput<T>(value: T | undefined, method: Method, input: string, command: string): T {
  if (value !== undefined) return value;
  throw new Stop(2, [fault(weightFaults, 'method_input_missing', { method, input, command })]);
}

async function surveyed(deps: Deps, request: DeriveRequest, index: Index, levels: readonly Level[]): Promise<MethodResult> {
  const { client } = request;
  return deps.database.transaction(async tx => {
    const all = await importanceAnswers(tx, client);
    const wave = waveOf(all, request.wave);
    const shares = request.roles.size > 0 ? request.roles : sharesOf(deps, wave, client);
    const answers = byGroup(all.filter(one => one.wave === wave));
    const roles = [...shares.keys()].flatMap(group => rolesOfGroup[group]);
    const respondents = await importanceRespondents(tx, { client, wave, roles });
    const found = fromSurvey(answers, { index, levels, wave, roles: shares });
    const counted = answers.filter(({ role }) => [...shares.keys()].some(group => group === role));
    const total = counted.reduce((sum, one) => sum + one.answers, 0);
    return { ...found, provenance: { ...found.provenance, respondents: String(respondents), answers: String(total) } };
  });
}

/** How much each group's view counts in a wave: as it is configured, for all clients alike where none is named, else the client's alone. */
function sharesOf({ workspace }: Deps, wave: string, client: string | undefined): ReadonlyMap<RespondentGroup, Exact> {
  const { surveys = [] } = workspace.rulebook;
  const planned = (client === undefined ? surveys : wavesOf(surveys, client)).filter(one => one.wave === wave);
  const [first, ...others] = planned;
  const shares = configured(first);
  const odd = client === undefined ? others.filter(one => !isSame(shares, configured(one))) : [];
  if (odd.length > 0) {
    const clients = [first, ...odd].flatMap(one => one?.client ?? []).toSorted();
    throw new Stop(2, [fault(weightFaults, 'wave_shares_differ', { wave, clients })]);
  }
  return shares;
}

function configured(wave: SurveyWave | undefined): ReadonlyMap<RespondentGroup, Exact> {
  const shares = respondentGroups.flatMap(group => {
    const share = wave?.shares?.[group];
    return share === undefined ? [] : [[group, share.value] as const];
  });
  return new Map(shares.length === 0 ? [['client', 1]] : shares);
}

const isSame = (some: ReadonlyMap<RespondentGroup, Exact>, others: ReadonlyMap<RespondentGroup, Exact>): boolean =>
  respondentGroups.every(group => compare(some.get(group) ?? 0, others.get(group) ?? 0) === 0);

/** The answers with the group of those who gave them as their role: staff and managers count as one. */
function byGroup(answers: readonly ImportanceRow[]): readonly ImportanceRow[] {
  const grouped = answers.flatMap(one => {
    const group = groupOfRole(one.role);
    return group === undefined ? [] : [{ ...one, role: group }];
  });
  return [...groupedBy(grouped, ({ item, role }) => JSON.stringify([item, role])).values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            ...first,
            answers: others.reduce((total, one) => total + one.answers, first.answers),
            sum: others.reduce<Exact>((total, one) => add(total, one.sum), first.sum),
          },
        ],
  );
}

/** The wave that is named, else the only one that asked for importance. */
function waveOf(answers: readonly ImportanceRow[], named: string | undefined): string {
  const known = [...new Set(answers.map(one => one.wave))];
  const [first, ...others] = known;
  const refuse = (one: Fault): Stop => new Stop(2, [one]);
  if (first === undefined || (named !== undefined && !known.includes(named)))
    throw refuse(fault(weightFaults, 'wave_unknown', { wave: named ?? '', known }));
  if (named !== undefined) return named;
  if (others.length > 0) throw refuse(fault(weightFaults, 'wave_several', { waves: known }));
  return first;
}

/** The stored evaluations of the periods: of one client, or of all that have one. */
async function documentsOf(
  { database, workspace }: Deps,
  { periods, client, index }: DeriveRequest,
): Promise<readonly EvaluationDocument[]> {
  const ids = [...new Set(periods)].map(period => readPeriod(period, workspace.settings.time_zone).id);
  if (client !== undefined && ids.length < 2)
    throw new Stop(2, [fault(weightFaults, 'entropy_too_few_periods', { of: index, periods: ids.length })]);
  requireInput(ids[0], 'entropy', 'periods', '--period P, twice or more');
  return database.transaction(async tx => {
    const clients = client === undefined ? (await clientsWithFacts(tx)).toSorted() : [client];
    const found: EvaluationDocument[] = [];
    for (const code of clients)
      for (const period of ids) {
        const document = await documentOf(tx, code, period);
        if (document !== undefined) found.push(document);
        else if (client !== undefined)
          throw new Stop(2, [fault(weightFaults, 'entropy_not_evaluated', { client: code, period })]);
      }
    return found;
  });
}

/** What stands for a client's period: the closed evaluation, else the last one. */
async function documentOf(tx: Transaction, client: string, period: string): Promise<EvaluationDocument | undefined> {
  const closing = closedBy(await periodStandingOf(tx, client, period));
  const evaluation = closing === undefined ? await findEvaluation(tx, { client, period }) : await closedEvaluation(tx, closing);
  return evaluation?.document;
}
