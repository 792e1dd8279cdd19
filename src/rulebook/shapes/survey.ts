import { parsePeriod } from '../../facts/period.js';
import { respondentGroups, type SurveyWave } from '../../facts/survey.js';
import { type ObjectKind, titled } from '../kind.js';
import { day, filled, record, scalar, share, whole, words } from '../shape.js';
import { type Phrase, suchAs } from '../../faults/phrase.js';

const period = scalar(suchAs('a_period', '2026-06', '2026-Q2'), text =>
  parsePeriod(text.trim(), 'UTC') === undefined ? undefined : text.trim(),
);

const groups: Phrase = { phrase: 'map_of', names: respondentGroups };
const count = whole(1, 10_000_000, 'how_many_were_asked').exactOptional();
const part = share.exactOptional();

/** Waves of surveys are the same by name and client. */
export const surveys: ObjectKind<SurveyWave> = {
  title: titled('survey wave', 'wave'),
  shape: record('a_survey_wave', {
    wave: words('the_name_of_the_wave'),
    client: words('a_client_code').exactOptional(),
    periods: filled(suchAs('a_list_of_periods', '[2026-04, 2026-05, 2026-06]'), period),
    invited: record(groups, { client: count, consignee: count, internal: count, outsider: count }).exactOptional(),
    shares: record(groups, { client: part, consignee: part, internal: part, outsider: part }).exactOptional(),
    stale_after: day.exactOptional(),
  }).transform(given => ({ ...given, invited: given.invited ?? {} })),
  identity: ({ wave, client }) => JSON.stringify([wave, client ?? '']),
};
