/** A cell's text as a key of a YAML map. */
export function mapKey(value: string): string {
  const short = value.length > 30 ? `${value.slice(0, 30)}…` : value;
  return /^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(short) ? short : JSON.stringify(short);
}
