import type { ImportDetails } from '../../contract/import-details.js';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import { MendLink } from '../parts/mend-link.js';
import { Notice, Nothing } from '../parts/notice.js';
import { Shown } from '../parts/problem.js';
import { RejectsFileLink } from '../parts/rejects-file-link.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { TableHead } from '../parts/table-head.js';
import { When } from '../parts/when.js';
import { WithdrawForm } from '../parts/withdraw-form.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';

/** One batch: its file, who brought it, what became of its rows, what it changed, and the way to take it back. */
export function ImportPage({ batch }: { readonly batch: string }) {
  const { words } = useTranslation();
  const [details, reload] = useResource<ImportDetails>(at`/imports/${batch}/details`);
  return (
    <>
      <h1>{filled(words.batches.title, { batch })}</h1>
      <p>
        <a href="/imports">{words.rejects.back}</a>
      </p>
      <Shown of={details} retry={reload}>
        {of => <Batch of={of} reload={reload} />}
      </Shown>
    </>
  );
}

function Batch({ of, reload }: { readonly of: ImportDetails; readonly reload: () => void }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const isStanding = of.withdraws === null && of.withdrawn_by === null;
  return (
    <>
      <section class="card stack" aria-label={words.batches.source}>
        <Source of={of} />
      </section>
      <section class="card" aria-label={words.batches.changedFacts}>
        <h2>{words.batches.changedFacts}</h2>
        <Changed of={of} />
      </section>
      {of.rows.rejected > 0 && (
        <section class="card" aria-label={words.imports.rejects}>
          <h2>{words.imports.rejects}</h2>
          <Faults of={of} />
        </section>
      )}
      {isStanding && may.withdraw(me) && (
        <section class="card stack" aria-label={words.batches.withdraw}>
          <h2>{words.batches.withdraw}</h2>
          <WithdrawForm batch={of.batch} mends={of.mends} done={reload} />
        </section>
      )}
    </>
  );
}

const counts = ['read', 'new', 'changed', 'unchanged', 'rejected', 'skipped'] as const;

function Source({ of }: { readonly of: ImportDetails }) {
  const { words } = useTranslation();
  const { batches } = words;
  const { file, layout, actor, committed_at, sha256, withdraws, withdrawn_by: by, mends, reason } = of;
  const repeated = of.repeated ?? 0;
  const rows = { ...of.rows, unchanged: of.rows.unchanged - repeated };
  return (
    <>
      {by !== null && (
        <Notice tone="warn">
          <BatchLink batch={by}>{filled(words.imports.withdrawn, { batch: by })}</BatchLink>
        </Notice>
      )}
      <dl class="pairs wide">
        <Pair name={words.file}>
          {withdraws === null ? (
            file
          ) : (
            <BatchLink batch={withdraws}>{filled(batches.withdrawalOf, { batch: withdraws })}</BatchLink>
          )}
        </Pair>
        {layout !== null && <Pair name={words.imports.layout}>{layout}</Pair>}
        <Pair name={words.imports.by}>{actor}</Pair>
        <Pair name={words.imports.at}>
          <When at={committed_at} />
        </Pair>
        {reason !== null && <Pair name={words.reason}>{reason}</Pair>}
        {mends !== null && (
          <Pair name={batches.mends}>
            <BatchLink batch={mends}>{filled(batches.title, { batch: mends })}</BatchLink>
          </Pair>
        )}
        {sha256 !== null && (
          <Pair name="SHA-256">
            <code class="small hash">{sha256}</code>
          </Pair>
        )}
      </dl>
      {withdraws === null && (
        <dl class="pairs counts">
          {counts.map(one => (
            <div key={one} class={one === 'rejected' && rows[one] > 0 ? 'worse' : ''}>
              <dt>{words.imports.rows[one]}</dt>
              <dd>{countText(rows[one])}</dd>
            </div>
          ))}
          {repeated > 0 && <Pair name={words.imports.repeated}>{countText(repeated)}</Pair>}
        </dl>
      )}
    </>
  );
}

function Pair({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function BatchLink({ batch, children }: { readonly batch: number; readonly children: preact.ComponentChildren }) {
  return <a href={at`/imports/${String(batch)}`}>{children}</a>;
}

function Changed({ of: { clients } }: { readonly of: ImportDetails }) {
  const { words } = useTranslation();
  const { batches } = words;
  if (clients.length === 0) return <Nothing>{batches.nothingChanged}</Nothing>;
  return (
    <ScrollTable caption={batches.changedFacts}>
      <TableHead columns={[words.client, { number: words.imports.fact }, batches.from, batches.to]} />
      <tbody>
        {clients.map(({ client, facts, first_day: first, last_day: last }) => (
          <tr key={client}>
            <th scope="row">{client === '*' ? batches.wholeFirm : client}</th>
            <td class="number">{countText(facts)}</td>
            <td>{first ?? '–'}</td>
            <td>{last ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Faults({ of: { batch, faults, is_cut: isCut, to_mend: left, rejects } }: { readonly of: ImportDetails }) {
  const { words, say } = useTranslation();
  const { batches } = words;
  return (
    <>
      {rejects === null ? (
        <Nothing>{batches.noList}</Nothing>
      ) : (
        <p>
          <RejectsFileLink batch={batch} /> · <MendLink batch={batch} isLeft={left > 0} />
        </p>
      )}
      {isCut && <Notice tone="warn">{batches.cut}</Notice>}
      {faults.length > 0 && (
        <ScrollTable caption={words.imports.rejects} kind="rejects">
          <TableHead columns={[{ number: batches.rows }, { number: batches.toMend }, words.reason]} />
          <tbody>
            {faults.map(({ code, column, row, what, rows, to_mend: open }) => (
              <tr key={`${code} ${column ?? ''}`}>
                <th scope="row" class="number">
                  {countText(rows)}
                </th>
                <td class="number">{countText(open)}</td>
                <td>
                  {column !== null && <strong>{column}: </strong>}
                  {say(what)} <span class="fault-code quiet">{code}</span>
                  <div class="quiet small">{filled(batches.firstRow, { row })}</div>
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </>
  );
}
