import type { IndexSide } from '../../contract/weights.js';
import { useTranslation } from '../language.js';
import { scoreText, shareText } from '../number.js';

/** One side of an index's change: its score and how much of its weight had data. */
export function IndexChange({ side, other }: { readonly side: IndexSide; readonly other: IndexSide }) {
  const { words, language } = useTranslation();
  if (side === null) return <span class="quiet">–</span>;
  return (
    <>
      <span class="strong">
        {side.score === null ? words.figures.noScore : scoreText(side.score, 2, other?.score == null ? [] : [other.score])}
      </span>{' '}
      <span class="quiet">
        {words.figures.coverage} {shareText(side.coverage, language)}
      </span>
    </>
  );
}
