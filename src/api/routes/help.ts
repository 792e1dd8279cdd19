import { z } from 'zod';
import { helpList, helpPage } from '../../app/help/help.js';
import { searchHelp } from '../../app/help/search-help.js';
import { helpListSchema, helpPageSchema, helpSearchSchema } from '../../contract/help.js';
import { BoundedCache } from '../../app/visible/answer-cache.js';
import { type JsonText, jsonText } from '../../app/visible/json-text.js';
import { languageName } from '../../contract/scalars.js';
import { fault } from '../../faults/make.js';
import { serviceFaults } from '../../faults/service.js';
import { prefix } from '../register.js';
import { Refusal } from '../refusal.js';
import { type Route, route } from '../route.js';

const sectionName = z.string().min(1).max(200);

/** Answers about the help, which never changes while the program runs, as they were written; so many bytes of them. */
const keptAnswers = new BoundedCache<JsonText<never>>(8_000_000);

/** An answer about the help, written and compressed once for all who ask; undefined where there is none. */
async function written<T>(name: string, make: () => Promise<T>): Promise<JsonText<NonNullable<T>> | Extract<T, undefined>> {
  const kept = keptAnswers.get(name);
  if (kept !== undefined) return kept;
  const answer = await make();
  // What is left of the type is undefined.
  if (answer === undefined || answer === null) return undefined as Extract<T, undefined>;
  const text = jsonText(answer);
  keptAnswers.set(name, { body: text.body }, text.body.length);
  return text;
}

/** The help comes with the program and holds nothing of a workspace: anybody may read it. */
export const helpRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/help',
    tag: 'Help',
    summary: 'The pages of the help',
    roles: 'public',
    query: z.strictObject({ lang: languageName }),
    answers: { 200: { description: 'In the order in which they are listed', schema: helpListSchema } },
    handle: async ({ deps, query: { lang = deps.workspace.settings.language } }) => ({
      jsonText: await written(`list ${lang}`, () => helpList(lang)),
    }),
  }),
  route({
    method: 'get',
    path: '/help/search',
    tag: 'Help',
    summary: 'Sections of the help that hold all words of a question',
    roles: 'public',
    query: z.strictObject({
      q: z.string().max(200).meta({ description: 'Words; the first eight count.', example: 'close month' }),
      lang: languageName,
    }),
    answers: { 200: { description: 'At most 20, the best first', schema: helpSearchSchema } },
    handle: async ({ deps, query: { q, lang } }) => ({ json: await searchHelp(q, lang ?? deps.workspace.settings.language) }),
  }),
  route({
    method: 'get',
    path: '/help/pages/{page}',
    tag: 'Help',
    summary: 'A page of the help, or a chapter of a long one',
    roles: 'public',
    params: z.strictObject({ page: sectionName }),
    query: z.strictObject({
      lang: languageName,
      at: sectionName.optional().meta({ description: 'A section; a long page is answered by the chapter that holds it.' }),
    }),
    answers: { 200: { description: 'The page', schema: helpPageSchema }, 404: { description: 'There is no such page' } },
    handle: async ({ deps, params: { page }, query: { lang = deps.workspace.settings.language, at } }) => {
      const body = await written(JSON.stringify([page, lang, at]), () => helpPage(page, lang, at));
      if (body === undefined)
        throw new Refusal(404, fault(serviceFaults, 'path_unknown', { path: `${prefix}/help/pages/${page}` }));
      return { jsonText: body };
    },
  }),
];
