import type { MendedRow, RejectedRow, RejectedRows } from '../../contract/rejects.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { at } from '../rest.js';
import { useSession } from '../session.js';
import { filled } from '../words/en.js';
import { ScrollTable } from './scroll-table.js';
import { dayText } from './when.js';

/** What somebody has done to a row: cells that are other now, by their place, and whether it is right as it stands, or nobody will mend it. */
export interface RowEdit {
  readonly texts: Readonly<Record<number, string>>;
  readonly isRight: boolean;
  readonly isGivenUp: boolean;
}

const untouched: RowEdit = { texts: {}, isRight: false, isGivenUp: false };

/** Whether a row waits to be mended. */
const isLeft = ({ imported_again: again, settled }: RejectedRow): boolean => again === null && settled === null;

/** Whether a row was dealt with because an earlier batch has the identical one. */
const isTakenBefore = ({ imported_again: again }: RejectedRow, batch: number): boolean => again !== null && again.batch < batch;

/** Whether a row can be mended here: where the identical one was mended before, somebody may still mend it otherwise. */
const canMend = (row: RejectedRow, batch: number): boolean => isLeft(row) || isTakenBefore(row, batch);

/** The rows that are marked to be settled. */
export const givenUpRows = (
  { batch }: RejectedRows,
  rows: readonly RejectedRow[],
  edits: ReadonlyMap<number, RowEdit>,
): readonly string[] => rows.flatMap(row => (canMend(row, batch) && edits.get(row.at)?.isGivenUp === true ? [row.row] : []));

/** The rows that were changed, or are said to be right, as they are sent. */
export const mendedRows = (
  { batch }: RejectedRows,
  rows: readonly RejectedRow[],
  edits: ReadonlyMap<number, RowEdit>,
): readonly MendedRow[] =>
  rows.flatMap(listed => {
    const { at: place, row, cells } = listed;
    const { texts, isRight, isGivenUp } = edits.get(place) ?? untouched;
    const changes = Object.entries(texts)
      .map(([cell, text]) => ({ cell: Number(cell), text }))
      .filter(({ cell, text }) => text !== (cells[cell] ?? ''));
    const isSent = canMend(listed, batch) && !isGivenUp && (changes.length > 0 || isRight);
    return isSent ? [{ at: place, row, changes, as_it_stands: isRight && changes.length === 0 }] : [];
  });

interface Props {
  readonly list: RejectedRows;
  readonly rows: readonly RejectedRow[];
  readonly edits: ReadonlyMap<number, RowEdit>;
  readonly isEditable: boolean;
  readonly edit: (place: number, edit: RowEdit) => void;
  /** Makes a settled row a row to mend again. */
  readonly reopen: (row: string) => void;
}

/** More columns than these are shown only where something in them is at fault. */
const fewColumns = 6;

/** Rejected rows with their cells, in which can be written, and what is wrong beside them. */
export function RejectTable({ list, rows, edits, isEditable, edit, reopen }: Props) {
  const { words } = useTranslation();
  const { rejects } = words;
  // What is wrong with a row as a whole may lie in any of its cells.
  const [isWhole, setWhole] = useState(rows.some(({ faults }) => faults.some(({ column }) => column === null)));
  const width = Math.max(list.columns.length, ...rows.map(({ cells }) => cells.length));
  const names = Array.from({ length: width }, (_, i) => list.columns[i]?.trim() ?? filled(rejects.noColumn, { number: i + 1 }));
  const faulty = new Set(rows.flatMap(({ faults }) => faults.map(({ column }) => column)));
  const isShown = (name: string, i: number): boolean =>
    isWhole || width <= fewColumns || i < 2 || i >= list.columns.length || faulty.has(name);
  const shown = names.flatMap((name, i) => (isShown(name, i) ? [{ name, i }] : []));
  return (
    <>
      {width > fewColumns && (
        <label class="check">
          <input type="checkbox" checked={isWhole} onChange={event => setWhole(event.currentTarget.checked)} />
          {rejects.allColumns}
        </label>
      )}
      {isEditable && <p class="hint">{rejects.hint}</p>}
      <ScrollTable caption={filled(rejects.title, { batch: list.batch })} kind="stacked mending">
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            {shown.map(({ name, i }) => (
              <th key={i} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <Row
              key={row.at}
              {...{ row, shown, language: list.language, edit, batch: list.batch }}
              id={`reject-${list.batch}-${row.at}`}
              isEditable={isEditable && canMend(row, list.batch)}
              reopen={isEditable ? reopen : undefined}
              done={edits.get(row.at) ?? untouched}
            />
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

interface RowProps extends Pick<Props, 'isEditable' | 'edit'> {
  readonly row: RejectedRow;
  readonly batch: number;
  readonly shown: readonly { readonly name: string; readonly i: number }[];
  readonly language: string;
  readonly id: string;
  readonly done: RowEdit;
  readonly reopen: ((row: string) => void) | undefined;
}

/** What is wrong with a row and what to do, in the words of the page, or in those of the list where no others are known. */
function useReasons({ faults, remedy }: RejectedRow, language: string) {
  const { say, language: own } = useTranslation();
  const isKnown = faults.every(({ in_both: both }) => both !== undefined);
  const remedies = faults.flatMap(({ in_both: both }) => (both === undefined ? [] : [say(both.remedy)]));
  return {
    lang: isKnown ? own : language,
    textOf: ({ what, in_both: both }: RejectedRow['faults'][number]): string =>
      both === undefined || !isKnown ? what : say(both.what_on_page ?? both.what),
    remedy: isKnown ? [...new Set(remedies)].join(' ') : remedy,
  };
}

function Row({ row, batch, shown, language, id, done, isEditable, edit, reopen }: RowProps) {
  const { lang, textOf, remedy } = useReasons(row, language);
  const names = new Set(shown.map(({ name }) => name));
  const ofRow = row.faults.filter(({ column }) => column === null || !names.has(column));
  return (
    <tr>
      <th scope="row">
        <span class="reject-row">{row.row}</span>
        {ofRow.map(one => (
          <span key={one.code} class="reject-fault" lang={lang}>
            {textOf(one)}
          </span>
        ))}
        <span class="quiet small" lang={lang}>
          {remedy}
        </span>
        <RowEnd {...{ row, batch, done, isEditable, edit, reopen }} />
      </th>
      {shown.map(({ name, i }) => {
        const faults = row.faults.filter(({ column }) => column === name);
        const faultId = faults.length === 0 ? undefined : `${id}-${i}`;
        return (
          <td key={i} data-label={name} class={faults.length > 0 ? 'at-fault' : ''}>
            <Cell
              {...{ row, name, faultId, isEditable }}
              text={done.texts[i] ?? row.cells[i] ?? ''}
              write={text => edit(row.at, { ...done, texts: { ...done.texts, [i]: text } })}
            />
            {faults.length > 0 && (
              <span id={faultId} class="reject-fault" lang={lang}>
                {faults.map(textOf).join(' ')}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

type EndProps = Pick<RowProps, 'row' | 'batch' | 'done' | 'isEditable' | 'edit' | 'reopen'>;

/** What became of a row, and the boxes by which it is imported as it stands, or settled. */
function RowEnd(props: EndProps) {
  const { row, batch, isEditable, reopen } = props;
  const { rejects } = useTranslation().words;
  const { imported_again: again, settled } = row;
  if (settled !== null) return <SettledEnd {...{ row, settled, reopen }} />;
  const isBefore = isTakenBefore(row, batch);
  const text = isBefore ? rejects.takenBefore : again?.is_taken === true ? rejects.taken : rejects.rejectedAgain;
  return (
    <>
      {again?.is_taken === true && <span class="tag">{filled(text, { batch: again.batch })}</span>}
      {again?.is_taken === false && (
        <a href={at`/imports/${String(again.batch)}/rejects`}>{filled(text, { batch: again.batch })}</a>
      )}
      {isEditable && <RowBoxes {...props} />}
    </>
  );
}

interface SettledEndProps extends Pick<EndProps, 'row' | 'reopen'> {
  readonly settled: NonNullable<RejectedRow['settled']>;
}

/** By whom and why a row was settled, in this batch or with the identical row of an earlier one, and the button that takes it back. */
function SettledEnd({ row, settled, reopen }: SettledEndProps) {
  const { rejects } = useTranslation().words;
  const { me } = useSession();
  const { by, reason, with_batch: other } = settled;
  const on = dayText(new Date(settled.at), me.time_zone);
  return (
    <>
      <span class="tag">
        {other === undefined
          ? filled(rejects.settledBy, { on, by, reason })
          : filled(rejects.settledWith, { on, by, reason, batch: other })}
      </span>
      {reopen !== undefined && (
        <button type="button" class="small" onClick={() => reopen(row.row)}>
          {rejects.reopen} <span class="hidden-text">{filled(rejects.ofRow, { row: row.row })}</span>
        </button>
      )}
    </>
  );
}

function RowBoxes({ row, done, edit }: EndProps) {
  const { rejects } = useTranslation().words;
  const box = (label: string, isChecked: boolean, change: (isChecked: boolean) => Partial<RowEdit>) => (
    <label class="check small">
      <input
        type="checkbox"
        checked={isChecked}
        onChange={event => edit(row.at, { ...done, ...change(event.currentTarget.checked) })}
      />
      {label} <span class="hidden-text">{filled(rejects.ofRow, { row: row.row })}</span>
    </label>
  );
  return (
    <>
      {box(rejects.asItStands, done.isRight, isRight => ({ isRight, isGivenUp: false }))}
      {box(rejects.giveUp, done.isGivenUp, isGivenUp => ({ isGivenUp, isRight: false }))}
    </>
  );
}

interface CellProps extends Pick<RowProps, 'row' | 'isEditable'> {
  readonly name: string;
  readonly text: string;
  readonly faultId: string | undefined;
  readonly write: (text: string) => void;
}

/** A cell; one of several lines, or of many letters, keeps them. */
function Cell({ row, name, text, faultId, isEditable, write }: CellProps) {
  const { rejects } = useTranslation().words;
  if (!isEditable) return <span class="reject-text">{text}</span>;
  const more = {
    'aria-label': filled(rejects.cellOf, { column: name, row: row.row }),
    ...(faultId === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': faultId }),
    value: text,
    spellcheck: false,
  };
  return /[\r\n]/.test(text) || text.length > 60 ? (
    <textarea {...more} rows={3} onInput={event => write(event.currentTarget.value)} />
  ) : (
    <input {...more} size={Math.min(30, Math.max(8, text.length))} onInput={event => write(event.currentTarget.value)} />
  );
}
