import { z } from 'zod';
import { messageOf } from '../../faults/expected.js';
import { clientScorecards } from '../../app/service/clients.js';
import { writeVisibleScorecard } from '../../app/service/visible-scorecard.js';
import { type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { scorecardsSchema } from '../../contract/clients.js';
import { clientCode, periodText } from '../../contract/scalars.js';
import { visibilityOf } from '../visibility.js';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const pdf = 'application/pdf';

const listed = route({
  method: 'get',
  path: '/clients/{client}/scorecards',
  tag: 'Scorecards',
  summary: 'The scorecards that can be had: every closed revision, and the open one for who may see it',
  roles,
  params: z.strictObject({ client: clientCode }),
  answers: { 200: { description: 'The newest first', schema: scorecardsSchema } },
  handle: async ({ deps, caller, params }) => {
    const { client } = params;
    const scorecards = (await clientScorecards(deps, visibilityOf(caller, deps), client)).map(one => ({
      ...one,
      href: `/api/v1/clients/${encodeURIComponent(client)}/scorecards/${encodeURIComponent(one.period)}.xlsx?revision=${one.revision}`,
    }));
    return { json: { scorecards } };
  },
});

const params = z.strictObject({ client: clientCode, period: periodText });
const query = z.strictObject({
  lang: z.enum(['en', 'zh']).optional().describe('The workspace’s own language without it.'),
  revision: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, messageOf('a_whole_number_from_1'))
    .transform(Number)
    .optional()
    .describe('A revision of the list; the one that is shown now without it.'),
});

const workbookOfPeriod = route({
  method: 'get',
  path: '/clients/{client}/scorecards/{period}.xlsx',
  isHeavy: true,
  tag: 'Scorecards',
  summary: 'The workbook of a period',
  roles,
  params,
  query,
  answers: { 200: { description: 'The workbook', type: workbook } },
  handle: async ({ deps, caller, params: { client, period }, query: { lang: language, revision } }) => {
    const asked = { client, period, revision, language };
    const { file, name, discard } = await writeVisibleScorecard(deps, visibilityOf(caller, deps), asked);
    return { file: { path: file, type: workbook, name }, afterwards: discard };
  },
});

const pdfOfPeriod = route({
  method: 'get',
  path: '/clients/{client}/scorecards/{period}.pdf',
  isHeavy: true,
  tag: 'Scorecards',
  summary: 'The pages of a period’s scorecard that are handed over',
  roles,
  params,
  query,
  answers: { 200: { description: 'The PDF', type: pdf } },
  handle: async ({ deps, caller, params: { client, period }, query: { lang: language, revision } }) => {
    const asked = { client, period, revision, language, form: 'pdf' as const };
    const { file, name, discard } = await writeVisibleScorecard(deps, visibilityOf(caller, deps), asked);
    return { file: { path: file, type: pdf, name }, afterwards: discard };
  },
});

/** GET /clients/{client}/scorecards and /scorecards/{period}.xlsx and .pdf. */
export const scorecardRoutes: readonly Route[] = [listed, workbookOfPeriod, pdfOfPeriod];
