import type { ClientPeriod, ClientPeriods } from '../../contract/clients.js';
import type { ComponentChildren } from 'preact';
import { firstPeriod } from '../first-period.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import type { PageLocation } from '../router.js';
import { useSession } from '../session.js';
import { ClientHead } from './client-head.js';
import { Nothing } from './notice.js';
import { PeriodPicker } from './period-picker.js';
import { Shown } from './problem.js';

interface Props {
  readonly client: string;
  readonly page: 'overview' | 'month' | 'figures' | 'improvement';
  readonly place: PageLocation;
  /** What is shown of the chosen period; all that the client may choose from are known with it, and are read again by `reload`. */
  readonly children: (period: string, known: readonly ClientPeriod[], reload: () => void) => ComponentChildren;
}

/** A page about one period of a client: the one of the address, else the one that they begin with. */
export function ClientPeriodPage({ client, page, place, children }: Props) {
  const { words } = useTranslation();
  const { me } = useSession();
  const [periods, reload] = useResource<ClientPeriods>(at`/clients/${client}/periods`);
  const known = periods.state === 'ready' ? periods.data.periods : [];
  const chosen = place.query.get('period') ?? firstPeriod(known, me.role);
  return (
    <>
      <ClientHead client={client} page={page} shown={{ periods: known, chosen }}>
        <PeriodPicker periods={known} chosen={chosen} />
      </ClientHead>
      <Shown of={periods} retry={reload}>
        {() => (chosen === undefined ? <Nothing>{words.clientPage.nothing}</Nothing> : children(chosen, known, reload))}
      </Shown>
    </>
  );
}
