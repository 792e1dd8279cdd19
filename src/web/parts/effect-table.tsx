import type { Changed, Effect, FigureView } from '../../contract/amendments.js';
import { useTranslation } from '../language.js';
import { countText, scoreText, valueText } from '../number.js';
import { withQuery } from '../rest.js';
import { filled } from '../words/en.js';
import { Notice } from './notice.js';
import { ScrollTable } from './scroll-table.js';
import { StatusBadge } from './status.js';
import { TableHead } from './table-head.js';

/** What an amendment changes, figure by figure; said plainly where it changes none. */
export function EffectTable({ effect, isTried = false }: { readonly effect: readonly Effect[]; readonly isTried?: boolean }) {
  const { words, say } = useTranslation();
  const { amendments } = words;
  const title = isTried ? amendments.effectSoFar : amendments.effect;
  if (effect.length === 0) return <Notice tone="warn">{amendments.noEffect}</Notice>;
  return (
    <ScrollTable caption={title} isCaptionShown kind="effect">
      <TableHead columns={[words.metric, words.period, amendments.before, amendments.after]} />
      <tbody>
        {effect.map(({ period, label, unit, before, after }) => (
          <tr key={`${label.en} ${period}`}>
            <th scope="row">{say(label)}</th>
            <td class="fixed">{period}</td>
            <td>
              <Side figure={before} other={after} unit={unit} />
            </td>
            <td>
              <Side figure={after} other={before} unit={unit} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

interface SideProps {
  readonly figure: FigureView;
  readonly other: FigureView;
  readonly unit: string;
}

/** One side of a change, with enough digits to differ from the other. */
function Side({ figure: { value, status, score, excluded }, other, unit }: SideProps) {
  const { words, language } = useTranslation();
  const text = value === null ? words.noData : valueText(unit, value, other.value === null ? [] : [other.value], language);
  return (
    <>
      <span class="strong">{text}</span> <StatusBadge status={status} />
      <div class="quiet">
        {score !== null && `${words.figures.score} ${scoreText(score)}`}
        {score !== null && excluded > 0 && ' · '}
        {excluded > 0 && filled(words.amendments.excluded, { count: countText(excluded) })}
      </div>
    </>
  );
}

/** The revisions that are proposed for closed periods, with the way to reopen them. */
export function Proposals({ proposed = [] }: Pick<Changed, 'proposed'>) {
  const { words } = useTranslation();
  if (proposed.length === 0) return null;
  return (
    <Notice tone="warn">
      {proposed.map(({ period, revision }) => (
        <p key={period}>
          {filled(words.amendments.proposed, { period, revision })}{' '}
          <a href={withQuery('/periods', { period })}>
            {words.amendments.toPeriods} {period}
          </a>
        </p>
      ))}
    </Notice>
  );
}
