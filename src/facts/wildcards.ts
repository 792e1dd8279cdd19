/** A part of a pattern: a sign, any one sign, any number of signs, or a mark that the next two parts may be left out together. */
type Part =
  | { readonly is: 'sign'; readonly sign: string }
  | { readonly is: 'one' | 'any'; readonly isWithinFolder: boolean }
  | { readonly is: 'optional' };

/** Whether a name has a pattern's form: `*` stands for any signs and `?` for one. */
export const hasForm = (pattern: string, name: string): boolean =>
  fits(
    Array.from(pattern, sign => part(sign, false)),
    name,
  );

/** Whether a path has a pattern's form: `*` and `?` stand for anything but a slash, `**` for folders too. */
export function hasPathForm(pattern: string, path: string): boolean {
  const pieces = pattern.match(/\*\*\/|\*\*|[^]/gu) ?? [];
  const folders: readonly Part[] = [{ is: 'optional' }, { is: 'any', isWithinFolder: false }, { is: 'sign', sign: '/' }];
  return fits(
    pieces.flatMap(piece =>
      piece === '**/' ? folders : piece === '**' ? [{ is: 'any', isWithinFolder: false }] : [part(piece, true)],
    ),
    path,
  );
}

function part(sign: string, isWithinFolder: boolean): Part {
  if (sign === '*') return { is: 'any', isWithinFolder };
  return sign === '?' ? { is: 'one', isWithinFolder } : { is: 'sign', sign };
}

/**
 * Reads the name once and keeps every place of the pattern that it can have come to. A regular expression would try the stars one inside
 * the other, and take hours for a few of them over a long name.
 */
function fits(parts: readonly Part[], name: string): boolean {
  let places = withSkipped(parts, [0]);
  for (const sign of name) {
    const next = [...places].flatMap(at => {
      const here = parts[at];
      if (here === undefined || here.is === 'optional') return [];
      const isTaken = here.is === 'sign' ? here.sign === sign : !(here.isWithinFolder && sign === '/');
      return isTaken ? [here.is === 'any' ? at : at + 1] : [];
    });
    if (next.length === 0) return false;
    places = withSkipped(parts, next);
  }
  return places.has(parts.length);
}

/** The places with those that follow them where parts may stand for nothing. */
function withSkipped(parts: readonly Part[], from: readonly number[]): ReadonlySet<number> {
  const places = new Set(from);
  // A set that grows is gone through to its end.
  for (const at of places) {
    const { is } = parts[at] ?? { is: 'sign' };
    if (is === 'any' || is === 'optional') places.add(at + 1);
    if (is === 'optional') places.add(at + 3);
  }
  return places;
}
