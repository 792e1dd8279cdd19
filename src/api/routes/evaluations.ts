import { z } from 'zod';
import { evaluationText } from '../../app/service/performance.js';
import { type Route, route } from '../route.js';
import { roles } from '../../contract/me.js';
import { performanceSchema } from '../../contract/evaluation.js';
import { fieldsOf } from '../../contract/fields.js';
import { withFields } from '../chosen-fields.js';
import { visibilityOf } from '../visibility.js';

/** GET /evaluations/{evaluation}. */
export const evaluationRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/evaluations/{evaluation}',
    tag: 'Performance',
    summary: 'One evaluation by its id, whatever was evaluated since',
    roles,
    params: z.strictObject({ evaluation: z.string().max(100).describe('The whole id.') }),
    query: z.strictObject({ fields: fieldsOf(performanceSchema) }),
    answers: { 200: { description: 'The evaluation', schema: performanceSchema } },
    handle: async ({ deps, caller, params, query }) => {
      const { text, etag } = await evaluationText(deps, visibilityOf(caller, deps), params.evaluation);
      return withFields({ jsonText: text, etag }, query.fields);
    },
  }),
];
