import type { Gap, GapKind, Improvement } from '../../contract/improvement.js';
import { useTranslation } from '../language.js';
import { gapText, valueText } from '../number.js';
import type { Words } from '../words/en.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

interface Props {
  readonly gaps: Improvement['gaps'];
  readonly linkTo: (metric: string) => string;
}

interface Row {
  readonly kind: GapKind;
  readonly gap: Gap | null;
}

/** A gap that rests on too few facts comes last. */
const last = ({ too_few: tooFew }: Gap): number => (tooFew === true ? 1 : 0);

const kinds: readonly GapKind[] = ['goal', 'understanding', 'delivery', 'promise', 'experience'];

/** The largest gap of each of the five kinds, the largest of all first; then every gap in the same order. */
export function FiveGaps({ gaps: { gaps, largest_by_kind: largest }, linkTo }: Props) {
  const { words } = useTranslation();
  const { improvement } = words;
  const rows = kinds
    .map((kind): Row => ({ kind, gap: largest[kind] }))
    .sort((a, b) => (a.gap?.relative ?? 0) - (b.gap?.relative ?? 0));
  const all = gaps.filter(({ gap }) => gap < 0).sort((a, b) => last(a) - last(b) || a.relative - b.relative);
  const shared = { gaps, linkTo };
  return (
    <section class="card" aria-label={improvement.gaps}>
      <h2>{improvement.gaps}</h2>
      <p class="hint">{improvement.gapsHint}</p>
      <GapTable caption={improvement.gaps} rows={rows} {...shared} />
      {all.length > 0 && (
        <details>
          <summary>{improvement.allGaps.replace('{count}', String(all.length))}</summary>
          <GapTable
            caption={improvement.allGaps.replace('{count}', String(all.length))}
            rows={all.map(gap => ({ kind: gap.kind, gap }))}
            {...shared}
          />
        </details>
      )}
    </section>
  );
}

/** Why a kind has no largest gap. */
function missingText(gaps: readonly Gap[], { improvement, statusMeanings }: Words): string {
  if (gaps.length === 0) return improvement.notKnown;
  return gaps.some(({ gap }) => gap < 0) ? statusMeanings.insufficient : improvement.noGap;
}

interface TableProps {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly gaps: readonly Gap[];
  readonly linkTo: (metric: string) => string;
}

function GapTable({ caption, rows, gaps, linkTo }: TableProps) {
  const { words, say, language } = useTranslation();
  const { improvement, figures } = words;
  return (
    <ScrollTable caption={caption}>
      <TableHead
        columns={[
          improvement.kind,
          words.metric,
          ...[improvement.is, improvement.against, figures.gap, improvement.inProportion].map(number => ({ number })),
        ]}
      />
      <tbody>
        {rows.map(({ kind, gap }) => (
          <tr key={`${kind} ${gap?.metric ?? ''}`}>
            <th scope="row">{improvement.kinds[kind]}</th>
            {gap === null ? (
              <td colSpan={5} class="quiet">
                {missingText(
                  gaps.filter(one => one.kind === kind),
                  words,
                )}
              </td>
            ) : (
              <>
                <td>
                  <a href={linkTo(gap.metric)}>{say(gap.label)}</a>
                  {gap.too_few === true && <span class="tag">{words.statuses.insufficient}</span>}
                </td>
                <td class="number">{valueText(gap.unit, gap.is, [gap.against], language)}</td>
                <td class="number">{valueText(gap.unit, gap.against, [gap.is], language)}</td>
                <td class="number worse">{gapText(gap.unit, gap.gap, language)}</td>
                <td class="number">{(gap.relative * 100).toFixed(1).replace('-', '−')} %</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
