import { allRoutes } from '../../src/api/routes.js';
import { problemSchema } from '../../src/contract/fault.js';

const patterns = allRoutes
  .map(route => ({ route, form: new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
  // Fixed words go before parameters.
  .toSorted((a, b) => (a.route.path.replaceAll(/\{\w+\}/g, '~') < b.route.path.replaceAll(/\{\w+\}/g, '~') ? -1 : 1));

/** Throws where an answer is not what its route declares: a JSON body that its schema does not read to the letter. */
export async function checkDeclared(method: string, where: string, response: Response): Promise<void> {
  const type = response.headers.get('content-type') ?? '';
  if (method === 'HEAD' || !/^application\/(problem\+)?json/.test(type)) return;
  const path = where.split('?')[0] ?? '';
  const found = patterns.find(({ route, form }) => route.method === method.toLowerCase() && form.test(path));
  const schema = response.ok ? found?.route.answers[response.status]?.schema : problemSchema;
  if (found === undefined && response.ok) return;
  if (schema === undefined) throw new Error(`${method} ${where} declares no JSON for ${response.status}`);
  const read = schema.safeParse(await response.clone().json());
  if (!read.success) throw new Error(`${method} ${where} does not answer as it declares: ${read.error.message}`);
}
