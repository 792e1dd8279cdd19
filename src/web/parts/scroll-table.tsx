import type { ComponentChildren } from 'preact';
import { useTranslation } from '../language.js';
import { filled } from '../words/en.js';

interface Props {
  /** Said to who cannot see the table, and shown above it where it is wanted. */
  readonly caption: string;
  /** What sets it apart from other tables with the same caption. */
  readonly of?: string;
  readonly isCaptionShown?: boolean;
  readonly kind?: string;
  readonly children: ComponentChildren;
}

/**
 * A table that scrolls by itself where it is wider than the page. The keyboard reaches it, and its name is its own on the page.
 */
export function ScrollTable({ caption, of, isCaptionShown = false, kind = '', children }: Props) {
  const { words } = useTranslation();
  return (
    // A region that scrolls must take the focus, or the keyboard cannot scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      class="table-scroll"
      tabIndex={0}
      role="region"
      aria-label={filled(words.tableOf, { caption: of === undefined ? caption : `${caption}, ${of}` })}
    >
      <table class={kind}>
        <caption class={isCaptionShown ? '' : 'hidden-text'}>{caption}</caption>
        {children}
      </table>
    </div>
  );
}
