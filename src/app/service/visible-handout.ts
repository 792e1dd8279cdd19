import type { Handout } from '../../contract/handout.js';
import type { Language } from '../../facts/label.js';
import { clientHandout, type Handout as Content } from '../../reports/handout/content.js';
import type { ShownNumber } from '../../reports/handout/measure-shown.js';
import type { Deps } from '../deps.js';
import { scorecardInput } from '../../reports/scorecard-content.js';
import { gatheredScorecard, quarterOf } from '../scorecards/kept-content.js';
import { type CacheKind, answerCacheOf } from '../visible/answer-cache.js';
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

/**
 * The first page of the scorecard of what the caller is shown of a period; nothing is evaluated for it that is not stored. Whoever asks
 * gets what the client is handed.
 */
export async function visibleHandout(deps: Deps, visibility: Visibility, asked: HandoutQuery): Promise<JsonText<Handout>> {
  const shown = await visiblePeriod(deps, visibility, asked);
  const { organisation, language: usual } = deps.workspace.settings;
  const language = asked.language ?? usual;
  const { client, period, id, hash, revision, state } = shown;
  const name = JSON.stringify([client, period, id, hash, revision, state, language, organisation, quarterOf(deps)]);
  return answerCacheOf(deps.database).current(handouts, name, () => made(deps, shown, language));
}

async function made(deps: Deps, shown: VisibleEvaluation, language: Language): Promise<JsonText<Handout>> {
  const { organisation } = deps.workspace.settings;
  const { firstPage } = await gatheredScorecard(deps, shown);
  const content = clientHandout(scorecardInput(firstPage, { language, organisation }));
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
