import type { Language } from '../../facts/label.js';
import type { AnnexContent, FirstPageContent } from '../../reports/scorecard-content.js';
import type { Deps } from '../deps.js';
import { rulesOf } from '../periods/evaluation-to-show.js';
import { figuresIn, keptFigures } from '../periods/kept-figures.js';
import { workbookEvaluations } from '../periods/workbook-history.js';
import { type CacheKind, answerCacheOf } from '../visible/answer-cache.js';
import { visibleDocument } from '../visible/documents.js';
import type { VisibleEvaluation } from '../visible/period-history.js';
import { annexOf, firstPageOf, type ScorecardSource } from './scorecard-of.js';

/** What a scorecard is made of, gathered once for all its files. */
export interface GatheredScorecard {
  readonly source: ScorecardSource;
  readonly firstPage: FirstPageContent;
}

const gathered: CacheKind<GatheredScorecard> = {
  name: 'scorecards',
  most: 120_000,
  size: ({ source: { evaluation, history } }) =>
    [evaluation, ...history].reduce((sum, { document }) => sum + figuresIn(document), 0),
};

const annexes: CacheKind<AnnexContent> = {
  name: 'annexes',
  most: 600_000,
  size: ({ evidence }) => evidence.reduce((cells, { rows, columns }) => cells + rows.length * (columns.length + 4), 1),
};

/** How long it is the same: in it days have passed or not, and days begin at quarters of an hour wherever they do. */
const sameMillis = 15 * 60_000;

/** The quarter of an hour, which what depends on the moment is kept for. */
export const quarterOf = ({ clock }: Pick<Deps, 'clock'>): number => Math.floor(clock() / sameMillis);

/**
 * What the scorecard of a shown evaluation says: gathered once for all who ask, for every form and language, as long as nothing is added
 * to the ledger and no new day has begun. Nothing holds the database from others for longer than one of its periods takes.
 */
export function gatheredScorecard(deps: Deps, shown: VisibleEvaluation): Promise<GatheredScorecard> {
  const { database } = deps;
  return answerCacheOf(database).current(gathered, nameOf(deps, shown), async () => {
    const madeAt = deps.clock();
    const rules = await database.transaction(async tx => rulesOf(tx, await visibleDocument(tx, shown)));
    const { client, id, revision } = shown;
    const then = await workbookEvaluations(database.transaction, { client, id, rules, madeAt, revision }, keptFigures(database));
    if (then === undefined) throw new Error(`evaluation ${id} is gone`);
    const source = { ...then, rules, madeAt };
    return { source, firstPage: await firstPageOf(database.transaction, source) };
  });
}

const languages: readonly Language[] = ['en', 'zh'];

/** What its sheets behind the first say besides, in every language; gathered and kept likewise. */
export function gatheredAnnex(deps: Deps, shown: VisibleEvaluation, { source }: GatheredScorecard): Promise<AnnexContent> {
  const { database } = deps;
  const name = JSON.stringify([nameOf(deps, shown), source.madeAt]);
  return answerCacheOf(database).current(annexes, name, () => annexOf(database.transaction, source, languages));
}

const nameOf = (deps: Deps, { client, period, id, hash, revision, state }: VisibleEvaluation): string =>
  JSON.stringify([client, period, id, hash, revision, state, quarterOf(deps)]);
