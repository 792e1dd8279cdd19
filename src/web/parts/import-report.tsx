import type { ImportedBatch } from '../../contract/imports.js';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import { filled } from '../words/en.js';
import { FieldChanges } from './field-changes.js';
import { LatePeriods } from './late-periods.js';
import { MendLink } from './mend-link.js';
import { Notice } from './notice.js';
import { FaultList, wordingIn } from './problem.js';
import { RejectsFileLink } from './rejects-file-link.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

const counts = ['read', 'new', 'changed', 'unchanged', 'rejected', 'skipped'] as const;

/** What became of a file, or would: its rows, the rejected ones in their place, warnings, and the closed periods it touches. */
export function ImportReport({ batch: imported }: { readonly batch: ImportedBatch }) {
  const { words } = useTranslation();
  const { batch, rows, repeated, rejects, warnings, errors, late, dealt_before: dealt } = imported;
  // Rows that repeat one before them are no earlier import.
  const shown = { ...rows, unchanged: rows.unchanged - repeated };
  return (
    <div class="stack">
      <dl class="pairs counts">
        {counts.map(one => (
          <div key={one} class={one === 'rejected' && shown[one] > 0 ? 'worse' : ''}>
            <dt>{words.imports.rows[one]}</dt>
            <dd>{countText(shown[one])}</dd>
            {one === 'rejected' && dealt !== undefined && (
              <dd class="note">{filled(words.imports.dealtBefore, { count: countText(dealt) })}</dd>
            )}
          </div>
        ))}
        {repeated > 0 && (
          <div>
            <dt>{words.imports.repeated}</dt>
            <dd>{countText(repeated)}</dd>
          </div>
        )}
      </dl>
      <FieldChanges batch={imported} />
      {late.length > 0 && (
        <Notice tone="warn">
          <LatePeriods late={late} />
        </Notice>
      )}
      <Rejects errors={errors} />
      {batch !== null && rejects !== null && (
        <p>
          <RejectsFileLink batch={batch} /> · <MendLink batch={batch} isLeft={rows.rejected > (dealt ?? 0)} />
        </p>
      )}
      {warnings.length > 0 && (
        <details>
          <summary>
            {words.imports.warnings} ({warnings.length})
          </summary>
          <FaultList faults={warnings} />
        </details>
      )}
    </div>
  );
}

function Rejects({ errors }: { readonly errors: ImportedBatch['errors'] }) {
  const { words, language } = useTranslation();
  if (errors.length === 0) return null;
  return (
    <>
      <h3>{words.imports.rejects}</h3>
      <ScrollTable caption={words.imports.rejects} kind="rejects">
        <TableHead columns={[{ number: words.row }, words.reason, words.remedy]} />
        <tbody>
          {errors.map((found, i) => {
            const { place, code, times, rows = [], values = [] } = found;
            const { what, remedy } = wordingIn(language, found);
            return (
              <tr key={i}>
                <th scope="row" class="number">
                  {place?.sheet === undefined ? '' : `${place.sheet} `}
                  {place?.line ?? ''}
                </th>
                <td>
                  {place?.column !== undefined && <strong>{place.column}: </strong>}
                  {what} <span class="fault-code quiet">{code}</span>
                  {place?.excerpt !== undefined && <pre class="excerpt">{place.excerpt}</pre>}
                  {times > 1 && (
                    <p class="quiet">
                      {filled(words.imports.sameError, { times: countText(times), rows: rows.join(', ') })}
                      {rows.length < times && ' …'}
                    </p>
                  )}
                  {values.length > 0 && (
                    <p class="quiet">{values.map(({ value, times: count }) => `${value} × ${countText(count)}`).join(', ')}</p>
                  )}
                </td>
                <td>{remedy}</td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
    </>
  );
}
