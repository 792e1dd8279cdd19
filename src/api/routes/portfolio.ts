import { z } from 'zod';
import { visiblePortfolio } from '../../app/service/portfolio.js';
import { type Route, route } from '../route.js';
import { portfolioSchema } from '../../contract/portfolio.js';
import { cursorText, optionalLimit, periodText } from '../../contract/scalars.js';
import { fieldsOf } from '../../contract/fields.js';
import { withFields } from '../chosen-fields.js';
import { visibilityOf } from '../visibility.js';

/** GET /portfolio. */
export const portfolioRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/portfolio',
    tag: 'Performance',
    summary: 'All clients of a period side by side, with the sources that are missing',
    roles: ['manager', 'auditor', 'admin'],
    query: z.strictObject({
      period: periodText.optional().describe('The newest month that was evaluated without it.'),
      cursor: cursorText,
      limit: optionalLimit,
      fields: fieldsOf(portfolioSchema),
    }),
    answers: {
      200: {
        description: 'The last evaluation of each client; on a page the gaps and missing sources are those of its clients',
        schema: portfolioSchema,
      },
    },
    handle: async ({ deps, caller, query: { fields, ...asked } }) =>
      withFields({ json: await visiblePortfolio(deps, visibilityOf(caller, deps), asked) }, fields),
  }),
];
