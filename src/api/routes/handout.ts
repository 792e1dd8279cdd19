import { z } from 'zod';
import { visibleHandout } from '../../app/service/visible-handout.js';
import { handoutSchema } from '../../contract/handout.js';
import { roles } from '../../contract/me.js';
import { clientCode, languageName, periodText } from '../../contract/scalars.js';
import { type Route, route } from '../route.js';
import { visibilityOf } from '../visibility.js';

const handout = route({
  method: 'get',
  path: '/clients/{client}/periods/{period}/handout',
  isHeavy: true,
  tag: 'Scorecards',
  summary: 'The first page of a period’s scorecard, as content: what the Scorecard sheet shows',
  roles,
  params: z.strictObject({ client: clientCode, period: periodText }),
  query: z.strictObject({ lang: languageName }),
  answers: {
    200: { description: 'What the client is handed, whoever asks', schema: handoutSchema },
    404: { description: 'There is nothing of this period that the key may see' },
  },
  handle: async ({ deps, caller, params, query: { lang: language } }) => ({
    jsonText: await visibleHandout(deps, visibilityOf(caller, deps), { ...params, language }),
  }),
});

/** GET /clients/{client}/periods/{period}/handout. */
export const handoutRoutes: readonly Route[] = [handout];
