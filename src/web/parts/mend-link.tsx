import { useTranslation } from '../language.js';
import { at } from '../rest.js';
import { filled } from '../words/en.js';

/** The way to the rejected rows of a batch, where they can be mended. */
export function MendLink({ batch }: { readonly batch: number }) {
  const { words } = useTranslation();
  return (
    <a href={at`/imports/${String(batch)}/rejects`} aria-label={filled(words.rejects.mendOf, { batch })}>
      {words.rejects.mend}
    </a>
  );
}
