import type { ClosingPreview, OpenFigure } from '../../contract/closing.js';
import { useTranslation } from '../language.js';
import { decimalText, valueText } from '../number.js';
import { levelsOf, standardText } from '../result.js';
import { filled } from '../words/en.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';
import { When } from './when.js';

/** Whether closing would fix anything that is open, missing sources aside. */
export const hasOpen = ({ figures, credits, requests }: ClosingPreview): boolean =>
  figures.length + credits.length + requests.length > 0;

/** What closing a period would fix although it could still change: figures, money, requests. */
export function ClosingOpen({ preview }: { readonly preview: ClosingPreview }) {
  const { words, say, language } = useTranslation();
  const { periods } = words;
  const { figures, credits, requests, sources, not_final: notFinal, other_figures: others, not_closed_before: before } = preview;
  return (
    <>
      {!hasOpen(preview) && sources.length + notFinal.length + preview.rejects.length === 0 && <p>{periods.nothingOpen}</p>}
      {figures.length > 0 && (
        <ScrollTable caption={periods.openFigures}>
          <TableHead
            columns={[words.metric, { number: periods.openFacts }, { number: periods.now }, periods.between, words.state]}
          />
          <tbody>
            {figures.map(figure => (
              <tr key={figure.label.en}>
                <th scope="row">{say(figure.label)}</th>
                <FigureCells figure={figure} />
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {credits.map(({ credit, label, currency, net, lowest, highest }) => (
        <p key={credit}>
          {say(label)}:{' '}
          {filled(lowest === null ? periods.openCreditsUnlimited : periods.openCredits, {
            lowest: decimalText(lowest ?? ''),
            highest: decimalText(highest),
            net: decimalText(net),
            currency,
          })}
        </p>
      ))}
      {requests.length > 0 && (
        <>
          <p>{periods.openRequests}</p>
          <ul>
            {requests.map(({ kind, number, requested_by: by, requested_at: at }) => (
              <li key={number}>
                {periods.requestKinds[kind]} {number}: {by},{' '}
                <span class="quiet">
                  <When at={at} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ClosingNotes preview={preview} />
      {before.length > 0 && <p>{filled(periods.notClosedBefore, { periods: before.join(language === 'zh' ? '、' : ', ') })}</p>}
      {others > 0 && (
        <p class="quiet">
          {filled(language === 'en' && others === 1 ? periods.otherFigure : periods.otherFigures, { count: others })}
        </p>
      )}
    </>
  );
}

/** How many rejected rows of the period are left to mend. */
export const rowsLeft = ({ rejects }: ClosingPreview): number => rejects.reduce((sum, { to_mend: left }) => sum + left, 0);

/** What stays as it is: facts that nobody can judge, and figures that lack the period before. */
function ClosingNotes({ preview }: { readonly preview: ClosingPreview }) {
  const { words, say, language } = useTranslation();
  const { not_judgeable: unjudgeable, without_previous: withoutPrevious } = preview;
  return (
    <>
      {unjudgeable.map(({ metric, label, facts }) => (
        <p key={metric}>{filled(words.periods.notJudgeable, { metric: say(label), facts })}</p>
      ))}
      {withoutPrevious.length > 0 && (
        <p>{filled(words.periods.withoutPrevious, { metrics: withoutPrevious.join(language === 'zh' ? '、' : ', ') })}</p>
      )}
    </>
  );
}

function FigureCells({ figure }: { readonly figure: OpenFigure }) {
  const translation = useTranslation();
  const { words, language } = translation;
  const {
    undetermined,
    undated,
    through,
    unit,
    value,
    lowest,
    highest,
    standard,
    status,
    statuses,
    moves_index: movesIndex,
  } = figure;
  const levels = [...levelsOf(standard), lowest, highest, value].filter(level => level !== null);
  const shown = (given: number): string => valueText(unit, given, levels, language);
  const agreed = standardText(unit, standard, translation);
  return (
    <>
      <td class="number">{through.length > 0 ? '–' : undetermined + undated}</td>
      <td class="number">{value === null ? words.noData : shown(value)}</td>
      <td>
        {lowest === null || highest === null ? words.periods.unbounded : `${shown(lowest)} – ${shown(highest)}`}
        {agreed !== '' && <span class="quiet"> ({agreed})</span>}
      </td>
      <td>
        {words.statuses[status]}
        {statuses.length > 1 &&
          ` → ${statuses
            .slice(1)
            .map(one => words.statuses[one])
            .join(' / ')}`}
        {movesIndex && <span class="quiet"> ({words.periods.movesIndex})</span>}
      </td>
    </>
  );
}
