/** What stands above a column: a text, one above numbers, or one that is heard and not seen; null above bars. */
type Column = string | { readonly number: string } | { readonly hidden: string } | null;

/** The head of a table. */
export function TableHead({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column, i) => (
          <ColumnHead key={i} column={column} />
        ))}
      </tr>
    </thead>
  );
}

function ColumnHead({ column }: { readonly column: Column }) {
  if (column === null) return <th scope="col" class="bar-cell" aria-hidden="true" />;
  if (typeof column === 'string') return <th scope="col">{column}</th>;
  if ('number' in column)
    return (
      <th scope="col" class="number">
        {column.number}
      </th>
    );
  return (
    <th scope="col">
      <span class="hidden-text">{column.hidden}</span>
    </th>
  );
}
