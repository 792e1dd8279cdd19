import type { MetricResult, Slice } from '../../contract/evaluation.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import { levelOf, quotientText, resultText } from '../result.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

const order = ['site', 'carrier', 'mode', 'lane'];
const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);

/** A metric by site, carrier, mode or lane: numbers with bars beside them, and the standard as a line. */
export function Breakdown({ result }: { readonly result: MetricResult }) {
  const { words } = useTranslation();
  const dimensions = Object.keys(result.by)
    .filter(name => (result.by[name]?.length ?? 0) > 0)
    .sort((a, b) => rank(a) - rank(b));
  const [chosen, choose] = useState(dimensions.find(name => (result.by[name]?.length ?? 0) > 1) ?? dimensions[0]);
  if (chosen === undefined) return null;
  const named: Readonly<Record<string, string>> = words.dimensions;
  const labelOf = (name: string): string => named[name] ?? name;
  return (
    <section class="card" aria-label={words.metricPage.breakdown}>
      <h2>{words.metricPage.breakdown}</h2>
      <div class="switch" role="group" aria-label={words.metricPage.breakdown}>
        {dimensions.map(name => (
          <button key={name} type="button" aria-pressed={name === chosen} onClick={() => choose(name)}>
            {labelOf(name)}
          </button>
        ))}
      </div>
      <Slices result={result} slices={result.by[chosen] ?? []} caption={labelOf(chosen)} />
    </section>
  );
}

interface SlicesProps {
  readonly result: MetricResult;
  readonly slices: readonly Slice[];
  readonly caption: string;
}

function Slices({ result, slices, caption }: SlicesProps) {
  const translation = useTranslation();
  const { words } = translation;
  const { unit, standard } = result;
  const scale = scaleOf(result, slices);
  const isProportion = result.kind === 'proportion';
  const hasOpen = slices.some(slice => undecidedCount(slice) !== '');
  return (
    <ScrollTable caption={caption}>
      <TableHead
        columns={[
          caption,
          { number: words.figures.value },
          null,
          { number: `${words.figures.numerator} / ${words.figures.denominator}` },
          ...(isProportion ? [{ number: words.memberships.failed }] : []),
          ...(hasOpen ? [{ number: words.memberships.undetermined }] : []),
        ]}
      />
      <tbody>
        {slices.map(slice => (
          <tr key={slice.key ?? ''}>
            <th scope="row">{slice.key ?? words.metricPage.notNamed}</th>
            <td class="number strong">{resultText({ unit, value: slice.value, standard }, translation)}</td>
            <td class="bar-cell" aria-hidden="true">
              <Bar value={slice.value} scale={scale} result={result} />
            </td>
            <td class="number">{quotientText(slice, unit)}</td>
            {isProportion && <td class="number">{countText(slice.counts.failed)}</td>}
            {hasOpen && <td class="number">{undecidedCount(slice)}</td>}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

const undecidedCount = ({ counts }: Slice): string =>
  counts.undetermined + counts.undated === 0 ? '' : countText(counts.undetermined + counts.undated);

interface Scale {
  readonly low: number;
  readonly high: number;
}

/** Bars begin at nought, so that their lengths compare. */
function scaleOf({ standard, unit }: MetricResult, slices: readonly Slice[]): Scale {
  const level = levelOf(standard)?.level;
  const drawn = [...slices.map(({ value }) => value), level].filter(value => value != null);
  const [low, high] = [Math.min(0, ...drawn), Math.max(...drawn, 0)];
  return unit === '%' && high <= 1 ? { low, high: Math.max(high, Math.min(1, high * 1.1)) } : { low, high: high * 1.05 || 1 };
}

function Bar({
  value,
  scale: { low, high },
  result,
}: {
  readonly value: number | null;
  readonly scale: Scale;
  readonly result: MetricResult;
}) {
  const level = levelOf(result.standard)?.level;
  const place = (of: number): number => Math.max(0, Math.min(100, ((of - low) / (high - low)) * 100));
  const misses = value !== null && level !== undefined && (result.improves === 'up' ? value < level : value > level);
  return (
    <span class="slice-bar">
      {value !== null && <span class={misses ? 'fill fill-missed' : 'fill'} style={{ width: `${place(value)}%` }} />}
      {level !== undefined && <span class="mark" style={{ left: `${place(level)}%` }} />}
    </span>
  );
}
