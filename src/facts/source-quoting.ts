/** What a layout says of quotes, as far as it can be wrong. */
export interface QuotingKeys {
  readonly quote?: string | undefined;
  readonly escape?: string | undefined;
  readonly comment?: string | undefined;
}

/** One character, of one code unit: it is compared as such. */
const oneSign = /^(?![\s\p{L}\p{N}])[\0-\uffff]$/u;

/** The keys whose values cannot be. */
export function wrongQuoting({ quote, escape, comment }: QuotingKeys): readonly { key: keyof QuotingKeys; value: string }[] {
  return [
    ...(quote === undefined || quote === 'none' || oneSign.test(quote) ? [] : [{ key: 'quote' as const, value: quote }]),
    ...(escape === undefined || oneSign.test(escape) ? [] : [{ key: 'escape' as const, value: escape }]),
    ...(comment === undefined || (comment.trim() !== '' && !/[\r\n]/.test(comment))
      ? []
      : [{ key: 'comment' as const, value: comment }]),
  ];
}
