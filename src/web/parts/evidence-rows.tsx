import type { Evidence } from '../../contract/figures.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { ScrollTable } from './scroll-table.js';
import { When } from './when.js';

type Row = Evidence['rows'][number];
type Column = Evidence['columns'][number];

interface Props {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The client's time zone. */
  readonly zone: string | undefined;
  readonly ways: readonly FactAction[];
}

/** Something that can be done about the facts that are chosen, by their numbers. */
export interface FactAction {
  readonly label: string;
  readonly act: (numbers: readonly string[]) => void;
}

/** Columns that number a fact, the best known number first. */
const numbering = /^(?:shipment|order|task|complaint|invoice|count|demand|declaration|contact|check|reading)_?(?:no|id)?$|_no$/;

/** The column that numbers a fact; -1 where there is none. */
export const numberColumn = (columns: readonly Column[]): number => columns.findIndex(({ name }) => numbering.test(name));

/** Whose facts they are is said above the table. */
const isShown = ({ name }: Column): boolean => name !== 'client';

/** Facts as rows, with boxes to choose those that something is to be done about. */
export function EvidenceRows({ columns, rows, zone, ways }: Props) {
  const { words, say } = useTranslation();
  const { chosen, toggle } = useChosen();
  const numberAt = numberColumn(columns);
  const canChoose = ways.length > 0 && numberAt >= 0;
  const choiceOf = ({ values }: Row): ChoiceProps => {
    const number = String(values[numberAt] ?? '');
    return { number, isChosen: chosen.has(number), toggle: () => toggle(number) };
  };
  return (
    <>
      {canChoose && chosen.size > 0 && (
        <p class="form-row">
          {ways.map(({ label, act }, i) => (
            <button key={label} type="button" class={i === 0 ? 'main' : ''} onClick={() => act([...chosen])}>
              {label} ({chosen.size})
            </button>
          ))}
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
            {columns.filter(isShown).map(({ name, label, type }) => (
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
              {canChoose && <ChoiceCell {...choiceOf(row)} />}
              <FactCells {...{ row, columns, zone }} />
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

/** The numbers of the facts that are chosen, and what chooses one or takes it back. */
function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (number: string): void =>
    setChosen(before => {
      const after = new Set(before);
      if (!after.delete(number)) after.add(number);
      return after;
    });
  return { chosen, toggle };
}

interface ChoiceProps {
  readonly number: string;
  readonly isChosen: boolean;
  readonly toggle: () => void;
}

function ChoiceCell({ number, isChosen, toggle }: ChoiceProps) {
  const { words } = useTranslation();
  return (
    <td>
      <input type="checkbox" aria-label={`${words.metricPage.select} ${number}`} checked={isChosen} onChange={toggle} />
    </td>
  );
}

/** What is shown of a fact, why it counts as it does, and the row that it came from. */
function FactCells({ row, columns, zone }: Pick<Props, 'columns' | 'zone'> & { readonly row: Row }) {
  return (
    <>
      {row.values.map((value, j) =>
        columns[j] === undefined || !isShown(columns[j]) ? null : (
          <td key={columns[j]?.name ?? j} class={columns[j]?.type === 'number' ? 'number' : ''}>
            <Cell value={value} column={columns[j]} zone={zone} />
          </td>
        ),
      )}
      <td class="because">{row.because}</td>
      <td class="source">
        <span title={row.file ?? ''}>{row.file?.split('/').at(-1) ?? '–'}</span>
        {row.row !== null && `:${row.row}`} <span class="quiet">#{row.batch}</span>
      </td>
    </>
  );
}

interface CellProps {
  readonly value: Row['values'][number];
  readonly column: Column;
  readonly zone: string | undefined;
}

function Cell({ value, column: { type, values }, zone }: CellProps) {
  const { words, say } = useTranslation();
  if (value === null) return <span class="quiet">–</span>;
  if (typeof value === 'boolean') return <>{value ? words.yes : words.no}</>;
  return type === 'instant' ? <When at={value} zone={zone} /> : <>{say(values?.[String(value)]) || String(value)}</>;
}
