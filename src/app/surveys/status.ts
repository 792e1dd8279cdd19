import type { SurveyStatus } from '../../contract/surveys.js';
import { isoInstant, localDay, dayText } from '../../facts/time.js';
import { waveSummaries } from '../../reports/waves.js';
import { clientOf } from '../../rulebook/workspace.js';
import { waveAnswers } from '../../store/survey-waves.js';
import type { Deps } from '../deps.js';
import { requireKnownClients } from '../workspace/require-known-clients.js';

/** The waves of one client, or of all that are registered or have answers: invited, respondents, response rate, stale or not. */
export async function surveyStatus(deps: Deps, client: string | undefined): Promise<readonly SurveyStatus[]> {
  const { workspace, database, clock } = deps;
  if (client !== undefined) await requireKnownClients(deps, [client]);
  const answered = await database.transaction(tx => waveAnswers(tx, { client }));
  const registered = (workspace.settings.clients ?? []).map(one => one.code);
  const codes = client === undefined ? [...new Set([...registered, ...answered.map(one => one.client)])] : [client];
  return codes.flatMap(code => {
    const zone = clientOf(workspace, code).time_zone;
    const day = dayText(localDay(zone, clock()));
    const own = answered.filter(one => one.client === code);
    const waves = waveSummaries(workspace.rulebook.surveys ?? [], code, own, { day, zone });
    const shown = waves.map(({ last_at: at, ...wave }) => ({
      ...wave,
      last_at: at === null ? null : isoInstant(at),
      last_day: at === null ? null : dayText(localDay(zone, at)),
    }));
    return shown.length === 0 && client === undefined ? [] : [{ client: code, waves: shown }];
  });
}
