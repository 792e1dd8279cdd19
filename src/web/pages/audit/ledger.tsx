import type { Ledger } from '../../../contract/audit.js';
import { useTranslation } from '../../language.js';
import { Shown } from '../../parts/problem.js';
import { usePages } from '../../parts/pages.js';
import { ScrollTable } from '../../parts/scroll-table.js';
import { When } from '../../parts/when.js';
import { useResource } from '../../resource.js';
import { withQuery } from '../../rest.js';
import { TableHead } from '../../parts/table-head.js';

/** The ledger, entry by entry: what was done, by whom, and the hash that chains it. */
export function LedgerPanel() {
  const [first, reload] = useResource<Ledger>('/audit/ledger');
  return (
    <Shown of={first} retry={reload}>
      {page => <Entries first={page} />}
    </Shown>
  );
}

function Entries({ first }: { readonly first: Ledger }) {
  const { words } = useTranslation();
  const { pages, more } = usePages(first, cursor => withQuery('/audit/ledger', { cursor }));
  return (
    <>
      <ScrollTable caption={words.audit.ledger}>
        <TableHead
          columns={[
            { number: words.audit.entry },
            words.audit.kind,
            words.audit.actor,
            words.audit.at,
            words.audit.body,
            words.audit.hash,
          ]}
        />
        <tbody>
          {pages
            .flatMap(({ entries }) => entries)
            .map(entry => (
              <EntryRow key={entry.entry} of={entry} />
            ))}
        </tbody>
      </ScrollTable>
      {more}
    </>
  );
}

function EntryRow({ of: { entry, kind, actor, at, body, hash } }: { readonly of: Ledger['entries'][number] }) {
  const { words } = useTranslation();
  return (
    <tr>
      <th scope="row" class="number">
        {entry}
      </th>
      <td>{words.audit.entryKinds[kind]}</td>
      <td>{actor}</td>
      <td>
        <When at={at} />
      </td>
      <td>
        <details>
          <summary class="short">{summaryOf(body)}</summary>
          <pre class="excerpt">{JSON.stringify(body, null, 2)}</pre>
        </details>
      </td>
      <td>
        <code title={hash}>{hash.slice(0, 12)}</code>
      </td>
    </tr>
  );
}

const summaryKeys = ['client', 'period', 'batch', 'file', 'revision', 'evaluation', 'job', 'key', 'reason'];

/** The parts of an entry that people look for. */
const summaryOf = (body: Readonly<Record<string, unknown>>): string =>
  summaryKeys
    .flatMap(name =>
      typeof body[name] === 'string' || typeof body[name] === 'number' ? [[name, String(body[name])] as const] : [],
    )
    // Of a file the name; its whole path stands in the entry below.
    .map(([name, text]) => (name === 'file' ? (text.split('/').at(-1) ?? text) : text))
    .join(' · ') || '…';
