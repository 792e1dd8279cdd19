import type { Handout } from '../../contract/handout.js';
import type { Language } from '../../facts/label.js';
import type { Handout as Content } from '../../reports/handout/content.js';
import type { ShownNumber } from '../../reports/handout/measure-shown.js';
import type { Deps } from '../deps.js';
import { rulesOf } from '../periods/evaluation-to-show.js';
import { workbookEvaluations } from '../periods/workbook-history.js';
import { handoutFor } from '../scorecards/scorecard-of.js';
import { type CacheKind, answerCacheOf } from '../visible/answer-cache.js';
import { visibleDocument } from '../visible/documents.js';
import { type JsonText, jsonText } from '../visible/json-text.js';
import type { VisibleEvaluation } from '../visible/period-history.js';
import type { Visibility } from '../visible/visibility.js';
import { visiblePeriod } from '../visible/visible-period.js';

/** Which first page is asked for. */
interface HandoutQuery {
  readonly client: string;
  readonly period: string;
  readonly language?: Language | undefined;
}

const handouts: CacheKind<JsonText<Handout>> = { name: 'handouts', most: 16 * 1024 ** 2, size: ({ body }) => body.length };

/** How long one is given again: in it days have passed or not, and days begin at quarters of an hour wherever they do. */
const sameMillis = 15 * 60_000;

/**
 * The first page of the scorecard of what the caller is shown of a period; nothing is evaluated for it that is not stored. Whoever asks
 * gets what the client is handed.
 */
export async function visibleHandout(deps: Deps, visibility: Visibility, asked: HandoutQuery): Promise<JsonText<Handout>> {
  const shown = await visiblePeriod(deps, visibility, asked);
  const { organisation, language: usual } = deps.workspace.settings;
  const language = asked.language ?? usual;
  const { client, period, id, hash, revision, state } = shown;
  const when = Math.floor(deps.clock() / sameMillis);
  const name = JSON.stringify([client, period, id, hash, revision, state, language, organisation, when]);
  return answerCacheOf(deps.database).current(handouts, name, () => made(deps, shown, language));
}

async function made(
  { database, workspace, clock }: Deps,
  shown: VisibleEvaluation,
  language: Language,
): Promise<JsonText<Handout>> {
  const madeAt = clock();
  const content = await database.transaction(async tx => {
    const rules = await rulesOf(tx, await visibleDocument(tx, shown));
    const then = await workbookEvaluations(tx, shown.id, rules, madeAt, shown.revision);
    if (then === undefined) throw new Error(`evaluation ${shown.id} is gone`);
    const { organisation } = workspace.settings;
    return handoutFor(tx, { ...then, rules, organisation, language, madeAt });
  });
  const { period, state, revision } = shown;
  return jsonText({ period, language, state, revision, ...withoutFormats(content) });
}

type Answered = Omit<Handout, 'period' | 'language' | 'state' | 'revision'>;

/** The content without the formats of a sheet's cells. */
function withoutFormats(content: Content): Answered {
  const plain = (shown: ShownNumber | null) => (shown === null ? null : { value: shown.value, text: shown.text });
  return {
    ...content,
    groups: content.groups.map(({ title, measures }) => ({
      title,
      measures: measures.map(one => ({
        ...one,
        value: plain(one.value),
        gap: plain(one.gap),
        previous: plain(one.previous),
        last_year: plain(one.last_year),
        year_to_date: plain(one.year_to_date),
      })),
    })),
  };
}
