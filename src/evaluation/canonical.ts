/** The one text of a JSON value: keys sorted by code unit, no spaces, undefined properties left out; throws on what JSON cannot say. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isPlain(value)) return `{${members(value).join(',')}}`;
  throw new TypeError(`no canonical JSON for ${typeof value === 'object' ? value.constructor.name : typeof value}`);
}

function members(record: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(record)
    .filter(key => record[key] !== undefined)
    .sort()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
}

// JSON writes -0 as 0 and has no word for NaN or Infinity: the first is harmless, the others would be read back as no data.
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`no canonical JSON for ${value}`);
  return JSON.stringify(value);
}

// A fraction, a date or a map would lose its meaning on the way: only plain objects have a JSON form of their own.
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
