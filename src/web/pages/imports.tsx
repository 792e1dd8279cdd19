import type { Import, ImportPage } from '../../contract/imports.js';
import { countText } from '../number.js';
import { useTranslation } from '../language.js';
import { MendLink } from '../parts/mend-link.js';
import { Nothing } from '../parts/notice.js';
import { usePages } from '../parts/pages.js';
import { Shown } from '../parts/problem.js';
import { RejectsFileLink } from '../parts/rejects-file-link.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { UploadForm } from '../parts/upload-form.js';
import { When } from '../parts/when.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';
import { TableHead } from '../parts/table-head.js';

/** Files in: upload with a preview first, and what was imported before. */
export function ImportsPage() {
  const { words } = useTranslation();
  const { me } = useSession();
  const [history, reload] = useResource<ImportPage>('/imports');
  return (
    <>
      <h1>{words.imports.title}</h1>
      {may.changeRules(me) && (
        <p>
          <a href="/imports/map">{words.mapping.newForm}</a>
        </p>
      )}
      {may.import(me) && <UploadForm done={reload} />}
      <section class="card" aria-label={words.imports.history}>
        <h2>{words.imports.history}</h2>
        <Shown of={history} retry={reload}>
          {page =>
            page.imports.length === 0 ? (
              <Nothing>{words.imports.none}</Nothing>
            ) : (
              <History key={page.imports[0]?.batch} first={page} />
            )
          }
        </Shown>
      </section>
    </>
  );
}

const counts = ['read', 'new', 'changed', 'unchanged', 'rejected', 'skipped'] as const;

function History({ first }: { readonly first: ImportPage }) {
  const { words } = useTranslation();
  const { pages, more } = usePages(first, cursor => withQuery('/imports', { cursor }));
  return (
    <>
      <ScrollTable caption={words.imports.history} kind="history">
        <TableHead
          columns={[
            { number: words.batch },
            words.file,
            words.imports.layout,
            ...counts.map(one => ({ number: words.imports.rows[one] })),
            words.imports.by,
            words.imports.at,
          ]}
        />
        <tbody>
          {pages
            .flatMap(({ imports }) => imports)
            .map(one => (
              <ImportRow key={one.batch} batch={one} />
            ))}
        </tbody>
      </ScrollTable>
      {more}
    </>
  );
}

function ImportRow({ batch: one }: { readonly batch: Import }) {
  const { words } = useTranslation();
  // Rows that repeat one before them are no earlier import, and stand apart where they were counted.
  const repeated = one.repeated ?? 0;
  const shown = { ...one.rows, unchanged: one.rows.unchanged - repeated };
  return (
    <tr>
      <th scope="row" class="number">
        <a href={at`/imports/${String(one.batch)}`} aria-label={filled(words.batches.title, { batch: one.batch })}>
          {one.batch}
        </a>
      </th>
      <td class="file">
        {one.file ?? (one.withdraws === null ? '' : `↩ ${words.batch} ${one.withdraws}`)}
        {one.reason !== null && <div class="quiet">{one.reason}</div>}
        {one.mends !== null && <div class="quiet">{filled(words.rejects.mends, { batch: one.mends })}</div>}
        {one.mended_by.length > 0 && (
          <div class="quiet">{filled(words.rejects.mendedBy, { batches: one.mended_by.join(', ') })}</div>
        )}
        {one.withdrawn_by !== null && <div class="worse">{filled(words.imports.withdrawn, { batch: one.withdrawn_by })}</div>}
      </td>
      <td>{one.layout ?? one.kind}</td>
      {counts.map(count => (
        <td key={count} class="number">
          {count === 'rejected' && one.rejects !== null ? (
            <RejectsFileLink batch={one.batch}>{countText(shown[count])}</RejectsFileLink>
          ) : (
            countText(shown[count])
          )}
          {count === 'unchanged' && repeated > 0 && (
            <div class="quiet small">{filled(words.batches.repeated, { count: countText(repeated) })}</div>
          )}
          {count === 'rejected' && one.to_mend + one.settled > 0 && (
            <div>
              {one.settled > 0 && (
                <span class="quiet">{filled(words.rejects.settledRows, { count: countText(one.settled) })} </span>
              )}
              <MendLink batch={one.batch} isLeft={one.to_mend > 0} />
            </div>
          )}
        </td>
      ))}
      <td>{one.actor}</td>
      <td>
        <When at={one.committed_at} />
      </td>
    </tr>
  );
}
