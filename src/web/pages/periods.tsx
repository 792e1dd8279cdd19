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

/** How periods stand: what is missing, late, closed; closing and reopening for who may. It begins with the month that the board begins with. */
export function PeriodsPage({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const [known, reload] = useResource<Periods>(withQuery('/periods', { limit: 1 }));
  return (
    <>
      <h1>{words.periods.title}</h1>
      <Shown of={known} retry={reload}>
        {({ months, periods }) => {
          const chosen = place.query.get('period') ?? months?.begin ?? periods[0]?.period ?? '';
          return (
            <>
              <PeriodPicker periods={(months?.offered ?? []).map(period => ({ period }))} chosen={chosen} />
              <OnePeriod key={chosen} period={chosen} />
            </>
          );
        }}
      </Shown>
    </>
  );
}

/** How one period stands for all clients. */
function OnePeriod({ period }: { readonly period: string }) {
  const [statuses, reload] = useResource<Periods>(periodsAt(period));
  return (
    <Shown of={statuses} retry={reload}>
      {first => (first.periods.length === 0 ? <NothingYet /> : <Loaded {...{ first, period, reload }} />)}
    </Shown>
  );
}

/** Clients that are shown at first, and so many more each time. */
const clientsTogether = 100;

const periodsAt = (period: string, cursor?: string): string => withQuery('/periods', { period, limit: clientsTogether, cursor });

/** Where months of which nothing is known yet are evaluated. */
function NothingYet() {
  const { words } = useTranslation();
  return (
    <>
      <Nothing>{words.month.nothing}</Nothing>
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
  readonly period: string;
  readonly reload: () => void;
}

function Loaded({ first, period, reload }: LoadedProps) {
  const { words, say } = useTranslation();
  const { pages, more } = usePages(first, cursor => periodsAt(period, cursor));
  const clients = useClients();
  const placeOf = ({ client }: PeriodStatus): number => clients.findIndex(one => one.client === client);
  const shown = pages.flatMap(page => page.periods).sort((a, b) => placeOf(a) - placeOf(b));
  return (
    <>
      <section class="card" aria-label={period}>
        <ScrollTable caption={`${words.periods.title} ${period}`}>
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
