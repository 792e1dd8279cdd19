/** The one text of a JSON value: keys sorted by code unit, no spaces, undefined properties left out; throws on what JSON cannot say. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isPlain(value)) return `{${members(value)}}`;
  throw new TypeError(`no canonical JSON for ${typeof value === 'object' ? value.constructor.name : typeof value}`);
}

function members(record: Readonly<Record<string, unknown>>): string {
  let all = '';
  for (const key of Object.keys(record).sort()) {
    const value = record[key];
    if (value !== undefined) all += `${all === '' ? '' : ','}${quoted(key)}:${canonicalJson(value)}`;
  }
  return all;
}

// Most texts need nothing but quotes, and documents hold very many.
const plain = /^[\w .:/+-]*$/;

const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

// JSON writes -0 as 0, as a template does, and has no word for NaN or Infinity: these would be read back as no data.
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`no canonical JSON for ${value}`);
  return `${value}`;
}

// A fraction, a date or a map would lose its meaning on the way: only plain objects have a JSON form of their own.
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
