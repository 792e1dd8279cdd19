import type { FailingSlice } from '../../contract/improvement.js';
import { useTranslation } from '../language.js';
import { countText, valueText } from '../number.js';
import { Nothing } from './notice.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

interface Props {
  readonly slices: readonly FailingSlice[];
  readonly linkTo: (metric: string) => string;
}

/** Of each metric below its standard, the slice with most failures, and all that hold more of them than their share of the volume. */
export function HeavySlices({ slices, linkTo }: Props) {
  const { words, say, language } = useTranslation();
  const { improvement } = words;
  const percent = (share: number): string => valueText('%', share, [], language);
  const verdict = ({ is_more: isMore }: FailingSlice): string =>
    isMore === null ? improvement.moreUnknown : isMore ? improvement.moreYes : improvement.moreNo;
  return (
    <section class="card" aria-label={improvement.slices}>
      <h2>{improvement.slices}</h2>
      {slices.length === 0 ? (
        <Nothing>{improvement.noSlices}</Nothing>
      ) : (
        <ScrollTable caption={improvement.slices}>
          <TableHead
            columns={[
              words.metric,
              improvement.slice,
              { number: improvement.failed },
              { number: improvement.ofFailures },
              { number: improvement.ofVolume },
              improvement.isMore,
            ]}
          />
          <tbody>
            {slices.map(slice => (
              <tr key={[slice.metric, slice.dimension, slice.key].join()}>
                <th scope="row">
                  <a href={linkTo(slice.metric)}>{say(slice.label)}</a>
                </th>
                <td>
                  <span class="quiet">{improvement.dimensions[slice.dimension] ?? slice.dimension}</span> {slice.key}
                  {slice.is_most && <span class="quiet"> {improvement.isMost}</span>}
                </td>
                <td class="number">
                  {countText(slice.failed)} / {countText(slice.judged)}
                </td>
                <td class="number">{percent(slice.share_of_failures)}</td>
                <td class="number">{slice.p_adjusted === null ? '–' : percent(slice.share_of_volume)}</td>
                <td
                  class={slice.is_more === true ? 'worse' : ''}
                  title={slice.p_adjusted === null ? '' : `p = ${slice.p_adjusted} (Holm)`}
                >
                  {verdict(slice)}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </section>
  );
}
