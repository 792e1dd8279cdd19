import { useTranslation } from '../language.js';
import { at } from '../rest.js';
import { filled } from '../words/en.js';

interface Props {
  readonly batch: number;
  /** Whether some of its rows are left to mend. */
  readonly isLeft?: boolean;
  /** Whether it is the main button of the page. */
  readonly isMain?: boolean;
}

/** The way to the rejected rows of a batch, where they can be mended. */
export function MendLink({ batch, isLeft = true, isMain = false }: Props) {
  const { rejects } = useTranslation().words;
  return (
    <a
      class={isMain ? 'button main next-way' : ''}
      href={at`/imports/${String(batch)}/rejects`}
      aria-label={filled(isLeft ? rejects.mendOf : rejects.showOf, { batch })}
    >
      {isLeft ? rejects.mend : rejects.show}
    </a>
  );
}
