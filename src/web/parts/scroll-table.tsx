import type { ComponentChildren } from 'preact';

interface Props {
  /** Said to who cannot see the table, and shown above it where it is wanted. */
  readonly caption: string;
  readonly isCaptionShown?: boolean;
  readonly kind?: string;
  readonly children: ComponentChildren;
}

/** A table that scrolls by itself where it is wider than the page; the keyboard reaches it. */
export function ScrollTable({ caption, isCaptionShown = false, kind = '', children }: Props) {
  return (
    // A region that scrolls must take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class={kind}>
        <caption class={isCaptionShown ? '' : 'hidden-text'}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}
