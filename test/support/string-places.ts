import { z } from 'zod';

type Json = Readonly<Record<string, unknown>>;

/** Values that get past the shape of a property, by its name: what comes after the shape is to meet the text as well. */
const usual: Readonly<Record<string, unknown>> = {
  client: 'ACME',
  clients: ['ACME'],
  due: '2026-12-30',
  expires: '2026-12-30T00:00:00Z',
  fact: 'S1',
  facts: ['S1'],
  from: '2026-03-01',
  grain: 'month',
  item: 'keeps_promises',
  metric: 'on_time_delivery',
  metrics: ['on_time_delivery'],
  period: '2026-03',
  periods: ['2026-03'],
  reason: 'AO',
  respondent: 'r1',
  to: '2026-03-31',
  wave: '2026-Q1',
};

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const propertiesOf = (schema: Json): Readonly<Record<string, Json>> => (schema['properties'] ?? {}) as Record<string, Json>;
const optionsOf = (schema: Json): readonly Json[] => listOf(schema['anyOf'] ?? schema['oneOf']);

/** A value that a schema takes, with what it requires alone. */
function sampleOf(schema: Json, name = ''): unknown {
  if (Object.hasOwn(usual, name)) return usual[name];
  const [option] = optionsOf(schema);
  const [first] = listOf(schema['enum']);
  if (option !== undefined) return sampleOf(option, name);
  if ('const' in schema) return schema['const'];
  if (first !== undefined) return first;
  switch (schema['type']) {
    case 'object':
      return requiredOf(schema);
    case 'array':
      return [sampleOf((schema['items'] ?? {}) as Json)];
    case 'number':
    case 'integer':
      return schema['minimum'] ?? 1;
    case 'boolean':
      return true;
    default:
      return 'x';
  }
}

function requiredOf(schema: Json): Json {
  const required = listOf(schema['required']).map(String);
  const properties = propertiesOf(schema);
  return Object.fromEntries(required.map(name => [name, sampleOf(properties[name] ?? {}, name)]));
}

/** Values in which the text stands at one place each: in every place where a schema has a text, and as a name of what it does not know. */
function* valuesWith(schema: Json, text: string): Generator<unknown> {
  const options = optionsOf(schema);
  for (const option of options) yield* valuesWith(option, text);
  if (options.length > 0) return;
  switch (schema['type']) {
    case 'object': {
      const required = requiredOf(schema);
      for (const [name, property] of Object.entries(propertiesOf(schema)))
        for (const value of valuesWith(property, text)) yield { ...required, [name]: value };
      const others = schema['additionalProperties'];
      if (typeof others === 'object' && others !== null) {
        for (const value of valuesWith(others as Json, text)) yield { ...required, usual: value };
        yield { ...required, [text]: sampleOf(others as Json) };
      } else yield { ...required, [text]: 1 };
      break;
    }
    case 'array':
      for (const value of valuesWith((schema['items'] ?? {}) as Json, text)) yield [value];
      break;
    case 'number':
    case 'integer':
    case 'boolean':
    case 'null':
      break;
    default:
      yield text;
  }
}

/** Every body of a schema in which one text of it is the given one. */
export function bodiesWith(schema: z.ZodType, text: string): readonly unknown[] {
  const written = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return [...valuesWith(written as Json, text)];
}

/** Names that a person or a program could give, and that are hard to bear: long, half a character, turned around, piled up, unseen. */
export const hardNames: readonly string[] = [
  'x'.repeat(5000),
  '运'.repeat(5000),
  '\ud83d'.repeat(5000),
  `ACME\udc00`,
  `\u202e${'EMCA'.repeat(1250)}\u202c`,
  '\u200f\u2067ACME\u2069',
  `e${'\u0301'.repeat(4999)}`,
  'A\u0300\u0316\u0489C\u0334M\u0335E\u0336',
  `AC\u200bME${'\ufeff'.repeat(1000)}`,
  '👩‍👩‍👧‍👦'.repeat(450),
];

/** A name as a path or a query holds it, in UTF-8 also where it is half a character; cut to what fits into a request. */
export function inUrl(name: string, most = 1200): string {
  const characters = Array.from(name.slice(0, most));
  return characters
    .map(one => (/[\ud800-\udfff]/.test(one) && one.length === 1 ? halfInUrl(one.charCodeAt(0)) : encodeURIComponent(one)))
    .join('');
}

const halfInUrl = (unit: number): string =>
  [0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)].map(byte => `%${byte.toString(16)}`).join('');
