import { useTranslation } from '../language.js';
import { countText, gapText, scoreText } from '../number.js';
import { internalText, quotientText, resultText, type ShownResult, standardText } from '../result.js';
import { ScrollTable } from './scroll-table.js';
import { StatusBadge } from './status.js';
import { TableHead } from './table-head.js';

interface Props {
  readonly results: readonly ShownResult[];
  readonly linkTo: (metric: string) => string;
  readonly caption: string;
}

/** Metrics as a table, a row each. */
export function ResultsTable({ results, linkTo, caption }: Props) {
  const translation = useTranslation();
  const { words, say, language } = translation;
  return (
    <ScrollTable caption={caption} kind="figures-table">
      <TableHead
        columns={[
          words.metric,
          words.figures.status,
          { number: words.figures.value },
          { number: words.figures.standard },
          { number: words.figures.gap },
          { number: words.figures.score },
          { number: `${words.figures.numerator} / ${words.figures.denominator}` },
          { number: words.memberships.undetermined },
          { number: words.memberships.excluded },
        ]}
      />
      <tbody>
        {results.map(result => (
          <tr key={say(result.label)}>
            <th scope="row">
              <a href={linkTo(result.metric)}>{say(result.label)}</a>
            </th>
            <td>
              <StatusBadge status={result.status} />
              {result.internal !== undefined && <span class="quiet"> {internalText(result, translation)}</span>}
            </td>
            <td class="number strong">{resultText(result, translation)}</td>
            <td class="number">{standardText(result.unit, result.standard, translation)}</td>
            <td class={result.gap !== null && result.gap < 0 ? 'number worse' : 'number'}>
              {result.gap === null ? '' : gapText(result.unit, result.gap, language)}
            </td>
            <td class="number">{result.score === null ? '' : scoreText(result.score)}</td>
            <td class="number">{quotientText(result, result.unit)}</td>
            <td class="number">
              {result.counts.undetermined + result.counts.undated === 0
                ? ''
                : countText(result.counts.undetermined + result.counts.undated)}
            </td>
            <td class="number">{result.counts.excluded === 0 ? '' : countText(result.counts.excluded)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
