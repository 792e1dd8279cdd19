import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { get } from '../rest.js';
import { ProblemNotice } from './problem.js';

/** A page of a list, with what names the one after it; null for the last. */
interface Page {
  readonly next: string | null;
}

/**
 * The pages of a list that were read so far, and the button that reads one more. Pages that were read behind a first page that is another
 * by now are none of them.
 */
export function usePages<T extends Page>(
  first: T,
  pathOf: (cursor: string) => string,
): { readonly pages: readonly T[]; readonly more: ComponentChildren } {
  const { words } = useTranslation();
  const [later, setLater] = useState<{ readonly of: T; readonly pages: readonly T[] }>();
  const { action, run, isBusy } = useAction<T>();
  const pages = [first, ...(later?.of === first ? later.pages : [])];
  const next = pages.at(-1)?.next ?? null;
  const read = async (cursor: string): Promise<void> => {
    const page = await run(() => get<T>(pathOf(cursor)));
    if (page !== undefined) setLater({ of: first, pages: [...pages.slice(1), page] });
  };
  const more = next !== null && (
    <>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      <button type="button" disabled={isBusy} onClick={() => void read(next)}>
        {words.more}
      </button>
    </>
  );
  return { pages, more };
}
