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
import { withQuery } from '../rest.js';
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

const counts = ['read', 'new', 'changed', 'unchanged', 'repeated', 'rejected', 'skipped'] as const;

/** Rows by what became of them. Those that repeat one before them are no earlier import, and stand apart where they were counted. */
const shownCounts = ({ rows, repeated }: Import) => ({ ...rows, unchanged: rows.unchanged - (repeated ?? 0), repeated });

/** A count, or that it is not known. */
const countShown = (count: number | null): string => (count === null ? '' : countText(count));

function History({ first }: { readonly first: ImportPage }) {
  const { words } = useTranslation();
  const { pages, more } = usePages(first, cursor => withQuery('/imports', { cursor }));
  return (
    <>
      <ScrollTable caption={words.imports.history}>
        <TableHead
          columns={[
            { number: words.batch },
            words.file,
            words.imports.layout,
            ...counts.map(one => ({ number: one === 'repeated' ? words.imports.repeated : words.imports.rows[one] })),
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
  const shown = shownCounts(one);
  return (
    <tr>
      <th scope="row" class="number">
        {one.batch}
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
            countShown(shown[count])
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
