import type { IndexSide } from '../../contract/weights.js';
import { useTranslation } from '../language.js';
import { scoreText, shareText } from '../number.js';
import { TableHead } from './table-head.js';

/** The head of a table of what changes: what a row is about, then before and after. */
export function ChangeHead({ about }: { readonly about: readonly string[] }) {
  const { weighing } = useTranslation().words;
  return <TableHead columns={[...about, weighing.before, weighing.after]} />;
}

/** An index before and after, a cell each. */
export function IndexChange({ before, after }: { readonly before: IndexSide; readonly after: IndexSide }) {
  return (
    <>
      <td>
        <IndexFigure side={before} other={after} />
      </td>
      <td>
        <IndexFigure side={after} other={before} />
      </td>
    </>
  );
}

/** One side of an index's change: its score and how much of its weight had data. */
function IndexFigure({ side, other }: { readonly side: IndexSide; readonly other: IndexSide }) {
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
