/** What a part of a pattern with wildcards stands for: text as it is, or what its name says. */
export type WildcardPart =
  | { readonly text: string }
  | 'any_sign'
  | 'any_signs'
  | 'sign_of_a_name'
  | 'signs_of_a_name'
  /** Nothing, or folders with the slash behind the last. */
  | 'folders';

/**
 * Whether the whole of a text fits a pattern. It takes as many steps as the pattern has signs for each sign of the text: a regular
 * expression with several stars would try the ways in which the text can be shared among them.
 */
export function fitsWildcards(pattern: readonly WildcardPart[], text: string): boolean {
  const signs = [...text];
  const parts = pattern.flatMap((part): readonly WildcardPart[] =>
    typeof part === 'string' ? [part] : [...part.text].map(sign => ({ text: sign })),
  );
  // Up to which signs of the text the parts so far can reach.
  let reached = signs.map(() => false).concat(false);
  reached[0] = true;
  for (const part of parts) {
    reached = after(part, reached, signs);
    if (!reached.includes(true)) return false;
  }
  return reached.at(-1) === true;
}

function after(part: WildcardPart, reached: readonly boolean[], signs: readonly string[]): boolean[] {
  const next: boolean[] = [];
  let anyBefore = false;
  for (const [at, isReached] of reached.entries()) {
    const sign = signs[at - 1];
    const wasReached = at > 0 && reached[at - 1] === true;
    const isExtended = at > 0 && next[at - 1] === true;
    if (typeof part !== 'string') next.push(wasReached && sign === part.text);
    else if (part === 'any_sign') next.push(wasReached);
    else if (part === 'sign_of_a_name') next.push(wasReached && sign !== '/');
    else if (part === 'any_signs') next.push(isReached || isExtended);
    else if (part === 'signs_of_a_name') next.push(isReached || (isExtended && sign !== '/'));
    else next.push(isReached || (anyBefore && sign === '/'));
    anyBefore ||= isReached;
  }
  return next;
}
