import type { ComponentChildren } from 'preact';

/** A column: what stands above it, and whether numbers stand below. */
export interface StackedColumn {
  readonly label: string;
  readonly isNumber?: boolean;
}

/** A row: the cells below the columns, the first of them its head. A cell of null is empty. */
export interface StackedRow {
  readonly key: string;
  readonly cells: readonly ComponentChildren[];
}

interface Props {
  readonly caption: string;
  readonly kind?: string;
  readonly columns: readonly StackedColumn[];
  /** Rows under a title each; an empty title is none. */
  readonly groups: readonly { readonly title: string; readonly rows: readonly StackedRow[] }[];
}

/** A table whose rows become blocks of labelled values where the page is too narrow for it. Nothing of it scrolls sideways. */
export function StackedTable({ caption, kind = '', columns, groups }: Props) {
  return (
    <table class={`stacked ${kind}`}>
      <caption class="hidden-text">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ label, isNumber = false }) => (
            <th key={label} scope="col" class={isNumber ? 'number' : ''}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(({ title, rows }) => (
        <tbody key={title}>
          {title !== '' && (
            <tr class="group-row">
              <th scope="rowgroup" colSpan={columns.length}>
                {title}
              </th>
            </tr>
          )}
          {rows.map(row => (
            <Row key={row.key} columns={columns} row={row} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ columns, row: { cells } }: { readonly columns: readonly StackedColumn[]; readonly row: StackedRow }) {
  const [head, ...rest] = cells;
  return (
    <tr>
      <th scope="row">{head}</th>
      {rest.map((cell, i) => {
        const { label = '', isNumber = false } = columns[i + 1] ?? {};
        const kinds = [isNumber ? 'number' : '', cell === null ? 'empty' : ''].filter(kind => kind !== '').join(' ');
        return (
          <td key={label} class={kinds} data-label={label}>
            {cell}
          </td>
        );
      })}
    </tr>
  );
}
