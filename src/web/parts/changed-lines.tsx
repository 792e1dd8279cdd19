interface Props {
  readonly caption: string;
  /** `- ` before what goes, `+ ` before what comes. */
  readonly lines: readonly string[];
}

/** What changes in a text, line by line; the sign says it too, for who does not see the colours. */
export function ChangedLines({ caption, lines }: Props) {
  return (
    <figure class="changed-lines" aria-label={caption}>
      <figcaption>{caption}</figcaption>
      <div class="lines" tabIndex={0} role="group" aria-label={caption}>
        {lines.map((line, i) => (
          <div key={i} class={line.startsWith('+') ? 'line-comes' : 'line-goes'}>
            {line}
          </div>
        ))}
      </div>
    </figure>
  );
}
