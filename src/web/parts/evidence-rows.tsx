import { useState } from 'preact/hooks';
import type { Evidence } from '../answers.js';
import { useSpeech } from '../language.js';
import { useSession } from '../session.js';
import { ScrollTable } from './scroll-table.js';
import { instantText } from './when.js';

type Row = Evidence['rows'][number];
type Column = Evidence['columns'][number];

interface Props {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly dispute?: (numbers: readonly string[]) => void;
}

/** Columns that number a fact, the best known number first. */
const numbering = /^(?:shipment|order|task|complaint|invoice|count|demand|declaration|contact|check|reading)_?(?:no|id)?$|_no$/;

/** Facts as rows, with boxes to choose those in dispute. */
export function EvidenceRows({ columns, rows, dispute }: Props) {
  const { words, say } = useSpeech();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const numberAt = columns.findIndex(({ name }) => numbering.test(name));
  const numberOf = ({ values }: Row): string => String(values[numberAt] ?? '');
  const canChoose = dispute !== undefined && numberAt >= 0;
  const toggle = (number: string): void =>
    setChosen(before => {
      const after = new Set(before);
      if (!after.delete(number)) after.add(number);
      return after;
    });
  return (
    <>
      {canChoose && chosen.size > 0 && (
        <p>
          <button type="button" class="main" onClick={() => dispute([...chosen])}>
            {words.metricPage.disputeFacts} ({chosen.size})
          </button>
        </p>
      )}
      <ScrollTable caption={words.metricPage.evidence} kind="evidence">
        <thead>
          <tr>
            {canChoose && (
              <th scope="col">
                <span class="hidden-text">{words.metricPage.select}</span>
              </th>
            )}
            {columns.map(({ name, label, type }) => (
              <th key={name} scope="col" class={type === 'number' ? 'number' : ''}>
                {say(label) || name}
              </th>
            ))}
            <th scope="col">{words.metricPage.because}</th>
            <th scope="col">{words.source}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {canChoose && (
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${words.metricPage.select} ${numberOf(row)}`}
                    checked={chosen.has(numberOf(row))}
                    onChange={() => toggle(numberOf(row))}
                  />
                </td>
              )}
              {row.values.map((value, j) => (
                <td key={columns[j]?.name ?? j} class={columns[j]?.type === 'number' ? 'number' : ''}>
                  <Cell value={value} type={columns[j]?.type ?? 'text'} />
                </td>
              ))}
              <td class="because">{row.because}</td>
              <td class="source">
                {row.file ?? '–'}
                {row.row !== null && `:${row.row}`} <span class="quiet">#{row.batch}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

function Cell({ value, type }: { readonly value: Row['values'][number]; readonly type: string }) {
  const { language, words } = useSpeech();
  const { me } = useSession();
  if (value === null) return <span class="quiet">–</span>;
  if (typeof value === 'boolean') return <>{value ? words.yes : words.no}</>;
  const instant = type === 'instant' ? new Date(value) : undefined;
  if (instant === undefined || Number.isNaN(instant.getTime())) return <>{String(value)}</>;
  return (
    <time dateTime={instant.toISOString()} title={instant.toISOString()}>
      {instantText(instant, language, me.time_zone)}
    </time>
  );
}
