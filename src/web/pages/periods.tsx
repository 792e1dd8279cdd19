import type { Periods } from '../../contract/periods.js';
import type { PeriodStatus } from '../../contract/periods.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { useClients } from '../parts/client-head.js';
import { Nothing } from '../parts/notice.js';
import { PeriodDetails } from '../parts/period-details.js';
import { PeriodForm } from '../parts/period-form.js';
import { usePages } from '../parts/pages.js';
import { Shown } from '../parts/problem.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import type { PageLocation } from '../router.js';
import { may, useSession } from '../session.js';
import { TableHead } from '../parts/table-head.js';
import { PeriodPicker } from '../parts/period-picker.js';

/** How periods stand: what is missing, late, closed; closing and reopening for who may. */
export function PeriodsPage({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const [statuses, reload] = useResource<Periods>('/periods');
  return (
    <>
      <h1>{words.periods.title}</h1>
      <Shown of={statuses} retry={reload}>
        {first => (first.periods.length === 0 ? <NothingYet /> : <Loaded {...{ first, place, reload }} />)}
      </Shown>
    </>
  );
}

/** Where months stand before anything was evaluated, and are evaluated. */
function NothingYet() {
  const { words } = useTranslation();
  return (
    <>
      <Nothing>{words.periods.none}</Nothing>
      <p>
        <a class="button" href="/board">
          {words.periods.toBoard}
        </a>
      </p>
    </>
  );
}

interface LoadedProps {
  readonly first: Periods;
  readonly place: PageLocation;
  readonly reload: () => void;
}

function Loaded({ first, place, reload }: LoadedProps) {
  const { words, say } = useTranslation();
  const { pages, more } = usePages(first, cursor => withQuery('/periods', { cursor }));
  const periods = pages.flatMap(page => page.periods);
  const months = [...new Set(periods.map(({ period }) => period))].sort((a, b) => (a < b ? 1 : -1));
  const newest = months.find(period => /^\d{4}-\d{2}$/.test(period)) ?? months[0];
  const chosen = place.query.get('period') ?? newest ?? '';
  const clients = useClients();
  const placeOf = ({ client }: PeriodStatus): number => clients.findIndex(one => one.client === client);
  const shown = periods.filter(({ period }) => period === chosen).sort((a, b) => placeOf(a) - placeOf(b));
  return (
    <>
      <PeriodPicker periods={months.map(period => ({ period }))} chosen={chosen} />
      <section class="card" aria-label={chosen}>
        <ScrollTable caption={`${words.periods.title} ${chosen}`}>
          <TableHead
            columns={[
              words.client,
              words.state,
              { number: words.revision },
              words.periods.sources,
              words.periods.late,
              words.signOff.title,
              words.evaluation,
              { hidden: words.periods.close },
            ]}
          />
          <tbody>
            {shown.map(status => (
              <Row
                key={status.client}
                status={status}
                name={say(clients.find(one => one.client === status.client)?.name)}
                reload={reload}
              />
            ))}
          </tbody>
        </ScrollTable>
        {more}
      </section>
    </>
  );
}

interface RowProps {
  readonly status: PeriodStatus;
  readonly name: string;
  readonly reload: () => void;
}

function Row({ status, name, reload }: RowProps) {
  const { words } = useTranslation();
  const { me } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [isActing, setActing] = useState(false);
  const { client, period, state, revision, sources, late, evaluation, signed_off: signed } = status;
  const signatories = signed.filter(one => state === 'closed' && one.revision === revision).map(({ by }) => by);
  const complete = sources.filter(source => source.is_complete).length;
  return (
    <>
      <tr>
        <th scope="row">
          <a href={withQuery(at`/clients/${client}`, { period })}>{name === '' ? client : name}</a>
        </th>
        <td>
          <span class={`state state-${state}`}>{words.states[state]}</span>
        </td>
        <td class="number">{revision}</td>
        <td class={complete < sources.length ? 'worse' : ''}>{sources.length === 0 ? '–' : `${complete} / ${sources.length}`}</td>
        <td class={late.length > 0 ? 'worse' : ''}>{late.length === 0 ? '–' : late.length}</td>
        <td>{signatories.length === 0 ? '–' : signatories.join(', ')}</td>
        <td>
          <code>{evaluation?.id ?? '–'}</code>
        </td>
        <td class="links row-ways">
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {words.periods.details} <span class="hidden-text">{client}</span>
          </button>
          {may.closePeriods(me) && (
            <button type="button" onClick={() => setActing(true)}>
              {state === 'closed' ? words.periods.reopen : words.periods.close} <span class="hidden-text">{client}</span>
            </button>
          )}
          {isActing && <PeriodForm status={status} close={() => setActing(false)} done={reload} />}
        </td>
      </tr>
      {isOpen && (
        <tr class="details-row">
          <td colSpan={8}>
            <PeriodDetails status={status} />
          </td>
        </tr>
      )}
    </>
  );
}
