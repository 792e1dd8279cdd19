import { parsePeriod } from '../../facts/period.js';
import { respondentGroups, type SurveyWave } from '../../facts/survey.js';
import { type ObjectKind, titled } from '../kind.js';
import { day, filled, record, scalar, share, whole, words } from '../shape.js';

const period = scalar('a period such as 2026-06 or 2026-Q2', text =>
  parsePeriod(text.trim(), 'UTC') === undefined ? undefined : text.trim(),
);

const groups = `a map of ${respondentGroups.join(', ')}`;
const count = whole(1, 10_000_000, 'how many were asked, at least 1').exactOptional();
const part = share.exactOptional();

/** Waves of surveys are the same by name and client. */
export const surveys: ObjectKind<SurveyWave> = {
  title: titled('survey wave', 'wave'),
  shape: record('a survey wave', {
    wave: words('the name of the wave, as its answers bear it'),
    client: words('a client code').exactOptional(),
    periods: filled('a list of periods such as [2026-04, 2026-05, 2026-06]', period),
    invited: record(groups, { client: count, consignee: count, internal: count, outsider: count }).exactOptional(),
    shares: record(groups, { client: part, consignee: part, internal: part, outsider: part }).exactOptional(),
    stale_after: day.exactOptional(),
  }).transform(given => ({ ...given, invited: given.invited ?? {} })),
  identity: ({ wave, client }) => JSON.stringify([wave, client ?? '']),
};
