import type { ImportedBatch } from '../../contract/imports.js';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import type { Fault } from '../../contract/fault.js';
import { address, at } from '../rest.js';
import { filled } from '../words/en.js';
import { Notice } from './notice.js';
import { FaultList, wordingIn } from './problem.js';
import { ScrollTable } from './scroll-table.js';
import { TableHead } from './table-head.js';

const counts = ['read', 'new', 'changed', 'unchanged', 'rejected', 'skipped'] as const;

/** What became of a file, or would: its rows, the rejected ones in their place, warnings, and the closed periods it touches. */
export function ImportReport({ batch: { batch, rows, rejects, warnings, findings, late } }: { readonly batch: ImportedBatch }) {
  const { words } = useTranslation();
  return (
    <div class="stack">
      <dl class="pairs counts">
        {counts.map(one => (
          <div key={one} class={one === 'rejected' && rows[one] > 0 ? 'worse' : ''}>
            <dt>{words.imports.rows[one]}</dt>
            <dd>{countText(rows[one])}</dd>
          </div>
        ))}
      </dl>
      {late.length > 0 && (
        <Notice tone="warn">
          <p>
            {words.imports.late}: {late.map(({ client, period, revision }) => `${client} ${period} (${revision})`).join(', ')}.{' '}
            {words.imports.lateHint}
          </p>
        </Notice>
      )}
      <Rejects findings={findings} total={rows.rejected} />
      {batch !== null && rejects !== null && (
        <p>
          <a href={address(at`/imports/${String(batch)}/rejects.csv`)} download>
            {words.imports.rejectsFile}
          </a>
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

function Rejects({ findings, total }: { readonly findings: readonly Fault[]; readonly total: number }) {
  const { words, language } = useTranslation();
  if (findings.length === 0) return null;
  return (
    <>
      <h3>{words.imports.rejects}</h3>
      <ScrollTable caption={words.imports.rejects} kind="rejects">
        <TableHead columns={[{ number: words.row }, words.reason, words.remedy]} />
        <tbody>
          {findings.map((finding, i) => {
            const { place, code } = finding;
            const { what, remedy } = wordingIn(language, finding);
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
                </td>
                <td>{remedy}</td>
              </tr>
            );
          })}
        </tbody>
      </ScrollTable>
      {total > findings.length && (
        <p class="quiet">{filled(words.imports.rejectsMore, { shown: countText(findings.length), total: countText(total) })}</p>
      )}
    </>
  );
}
