import { z } from 'zod';
import { evidencePage } from '../../app/service/evidence-page.js';
import { type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { evidenceSchema } from '../../contract/figures.js';
import { clientCode, cursorText, languageName, metricId, pageLimit, periodText } from '../../contract/scalars.js';
import { fieldsOf } from '../../contract/fields.js';
import { withFields } from '../chosen-fields.js';
import { visibilityOf } from '../visibility.js';

const usualRows = 100;

/** GET /clients/{client}/metrics/{metric}/evidence. */
export const evidenceRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/clients/{client}/metrics/{metric}/evidence',
    tag: 'Performance',
    summary: 'The facts behind a metric, each with the reason and the row that it came from',
    roles,
    params: z.strictObject({ client: clientCode, metric: metricId }),
    query: z.strictObject({
      period: periodText.optional().describe('The newest period that is shown without it.'),
      membership: z
        .string()
        .max(100)
        .optional()
        .describe('failed, or several separated by commas; all but those outside without it.'),
      cursor: cursorText,
      limit: pageLimit,
      lang: languageName,
      fields: fieldsOf(evidenceSchema),
    }),
    answers: {
      200: {
        description: 'Facts in the order of their keys, as the evaluation saw them; persons are pseudonyms',
        schema: evidenceSchema,
      },
    },
    handle: async ({ deps, caller, params, query }) => {
      const { period, membership, cursor, limit = usualRows, lang: language, fields } = query;
      const request = { ...params, period, membership, cursor, limit, language };
      return withFields({ json: await evidencePage(deps, visibilityOf(caller, deps), request) }, fields);
    },
  }),
];
