import { z } from 'zod';
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
  const isChosen = response.ok && new URLSearchParams(where.split('?')[1]).has('fields');
  const read = (isChosen ? partOf(schema) : schema).safeParse(await response.clone().json());
  if (!read.success) throw new Error(`${method} ${where} does not answer as it declares: ${read.error.message}`);
}

/** The schema of an answer of which some members are left out: what is there is as it is declared. */
function partOf(schema: unknown): z.ZodType {
  if (schema instanceof z.ZodNullable) return partOf(schema.unwrap()).nullable();
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) return partOf(schema.unwrap());
  if (schema instanceof z.ZodArray) return z.array(partOf(schema.element));
  if (schema instanceof z.ZodRecord) return z.record(z.string(), partOf(schema.valueType));
  if (schema instanceof z.ZodObject)
    return z.strictObject(
      Object.fromEntries(
        // Trees contain themselves: each member is looked at when there is one.
        Object.keys(schema.shape).map(name => [name, z.lazy(() => partOf(Reflect.get(schema.shape, name))).optional()]),
      ),
    );
  if (schema instanceof z.ZodType) return schema;
  throw new TypeError('an answer has a schema');
}
