import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fileTypes } from './file-types.js';
import { problemSchema } from '../contract/fault.js';
import type { Route } from './route.js';

type Json = { readonly [key: string]: unknown };

const description = `Service-quality KPIs and scorecards for third-party logistics. All numbers come from stored evaluations; none is computed for an answer.

Sign in with a key, \`Authorization: Bearer KEY\`, or in a browser with the cookie that POST /session sets; changes signed in by cookie need the header X-CSRF-Token.
Every error is a problem document (RFC 9457) with the code of the command line. What a key may not see is answered as what is not there: 404, in the same words.
Answers of evaluations have an ETag; ask again with If-None-Match. POST takes an Idempotency-Key: a repeated request gets the answer of the first.`;

/** The document of the API, OpenAPI 3.1, from the very schemas that validate. */
export function openapiOf(routes: readonly Route[], prefix: string): Json {
  const components = new Components();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const at = prefix + route.path;
    paths[at] = { ...paths[at], [route.method]: operationOf(route, components) };
  }
  components.add(problemSchema);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plumbline',
      version: packageVersion(),
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map(name => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key: plumbline keys create.' },
        session: { type: 'apiKey', in: 'cookie', name: 'plumbline_session' },
      },
      schemas: components.schemas,
      responses: { Problem: problemAnswer },
    },
  };
}

const problemAnswer = {
  description: 'What went wrong',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operationOf(route: Route, components: Components): Json {
  const { tag, summary, roles } = route;
  const answers = Object.entries(route.answers).map(([status, answer]) => [status, answerOf(answer, components)] as const);
  return {
    operationId: operationId(route),
    tags: [tag],
    summary,
    description: roles === 'public' ? 'Needs no key.' : `For keys with the role ${roles.join(', ')}.`,
    ...(roles === 'public' ? { security: [] } : {}),
    parameters: parametersOf(route, components),
    ...bodyOf(route, components),
    responses: { ...Object.fromEntries(answers), default: { $ref: '#/components/responses/Problem' } },
  };
}

/** `getClientsPerformance` of GET /clients/{client}/performance: stable as long as the path is. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[/.]/).flatMap(part => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return (name === undefined ? part : `by-${name}`).split(/[-_]/);
  });
  return method + words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function answerOf({ description: says, schema, type }: Route['answers'][number], components: Components): Json {
  if (schema === undefined && type === undefined) return { description: says };
  const isJson = type === undefined;
  const shape = schema === undefined ? { type: 'string', ...(isText(type) ? {} : { format: 'binary' }) } : components.add(schema);
  return { description: says, content: { [isJson ? 'application/json' : type]: { schema: shape } } };
}

const isText = (type: string | undefined): boolean => type?.startsWith('text/') === true;

function parametersOf(route: Route, components: Components): readonly Json[] {
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const path = propertiesOf(route.params, components);
  const query = propertiesOf(route.query, components);
  return [
    ...names.map(name => parameter('path', name, path[name]?.schema ?? { type: 'string' }, true)),
    ...Object.entries(query).map(([name, { schema, isRequired }]) => parameter('query', name, schema, isRequired)),
    ...(route.method === 'post' && route.isSecret !== true && route.roles !== 'public' ? [idempotencyKey] : []),
    ...(route.answers[202] === undefined ? [] : [prefer]),
  ];
}

const idempotencyKey: Json = {
  in: 'header',
  name: 'Idempotency-Key',
  required: false,
  description: 'New for every new request; a repeated one gets the answer of the first.',
  schema: { type: 'string', maxLength: 200 },
};

const prefer: Json = {
  in: 'header',
  name: 'Prefer',
  required: false,
  description: '`respond-async`: answered with 202 as soon as it is begun; Location says where its progress is.',
  schema: { type: 'string' },
};

function parameter(where: 'path' | 'query', name: string, schema: Json, required: boolean): Json {
  const { description: says, ...rest } = schema;
  return { in: where, name, required, ...(says === undefined ? {} : { description: says }), schema: rest };
}

interface Property {
  readonly schema: Json;
  readonly isRequired: boolean;
}

function propertiesOf(schema: z.ZodType | undefined, components: Components): Readonly<Record<string, Property>> {
  if (!(schema instanceof z.ZodObject)) return {};
  // Of an object schema, which its properties' schemas are.
  const shape = schema.shape as Readonly<Record<string, z.ZodType>>;
  return Object.fromEntries(
    Object.entries(shape).map(([name, inner]) => [
      name,
      { schema: components.inline(inner), isRequired: !inner.safeParse(undefined).success },
    ]),
  );
}

function bodyOf({ body, takesFile }: Route, components: Components): Json {
  if (takesFile === true) {
    const schema = { type: 'string', format: 'binary' };
    const description = 'The file itself, not in a form: multipart/form-data and types that hold no facts are refused with 415.';
    const content = Object.fromEntries(fileTypes.map(type => [type, { schema }]));
    return { requestBody: { description, required: true, content } };
  }
  if (body === undefined) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: components.add(body, 'input') } } } };
}

/** Schemas with an id, each written once. */
class Components {
  readonly schemas: Record<string, unknown> = {};

  /** A schema as it stands in the document: a reference where it has an id. */
  add(schema: z.ZodType, io: 'input' | 'output' = 'output'): Json {
    const own = schema.meta()?.id;
    const { $defs = {}, $schema: _schema, id: _id, ...written } = this.#written(schema, io);
    for (const [name, inner] of Object.entries($defs as Json)) this.#keep(name, inner as Json);
    if (own === undefined) return written;
    this.#keep(own, written);
    return { $ref: `#/components/schemas/${own}` };
  }

  /** A schema of a parameter, of which no program wants a type of its own. */
  inline(schema: z.ZodType): Json {
    const { $schema: _schema, $defs: _defs, id: _id, ...written } = this.#written(schema, 'input');
    return written;
  }

  #written(schema: z.ZodType, io: 'input' | 'output'): Json {
    const written = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any', reused: 'inline' });
    // References inside one schema become references inside the document.
    return JSON.parse(JSON.stringify(written).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
  }

  #keep(name: string, written: Json): void {
    const { id: _id, ...schema } = written;
    this.schemas[name] ??= schema;
  }
}

function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}
