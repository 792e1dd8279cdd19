import type { Clients } from '../../contract/clients.js';
import type { ClientView, ClientPeriod } from '../../contract/clients.js';
import type { ComponentChildren } from 'preact';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { may, useSession } from '../session.js';
import { periodText } from './period-picker.js';

interface Props {
  readonly client: string;
  readonly page:
    | 'overview'
    | 'month'
    | 'figures'
    | 'improvement'
    | 'scorecards'
    | 'disputes'
    | 'exclusions'
    | 'surveys'
    | 'metric';
  /** The period that is shown: what chooses it is not on paper, so it is in the heading there. */
  readonly shown?: ShownPeriod;
  readonly children?: ComponentChildren;
}

interface ShownPeriod {
  readonly periods: readonly ClientPeriod[];
  readonly chosen: string | undefined;
}

const none: readonly ClientView[] = [];

/** The clients that the key may see, once they are read. */
export function useClients(): readonly ClientView[] {
  const [clients] = useResource<Clients>('/clients');
  return clients.state === 'ready' ? clients.data.clients : none;
}

/** A client by its code, once the clients are read. */
export const useClient = (client: string): ClientView | undefined => useClients().find(one => one.client === client);

/** The names of clients by their codes; the code itself where there is none. */
export function useClientNames(): (client: string) => string {
  const { say } = useTranslation();
  const clients = useClients();
  return client => say(clients.find(one => one.client === client)?.name) || client;
}

/** What is above a client's pages: its name, the ways among them, and what the page puts there. */
export function ClientHead({ client, page, shown, children }: Props) {
  const { words } = useTranslation();
  const name = useClientNames()(client);
  const home = at`/clients/${client}`;
  const { me } = useSession();
  const ways = [
    ['overview', home, words.nav.overview],
    ...(may.seeMonths(me) ? ([['month', `${home}/month`, words.month.title]] as const) : []),
    ['figures', `${home}/figures`, words.handout.allFigures],
    ['improvement', `${home}/improvement`, words.improvement.title],
    ['scorecards', `${home}/scorecards`, words.nav.scorecards],
    ['disputes', `${home}/disputes`, words.nav.disputes],
    ['exclusions', `${home}/exclusions`, words.nav.exclusions],
    ['surveys', `${home}/surveys`, words.nav.surveys],
  ] as const;
  const Title = page === 'metric' ? 'p' : 'h1';
  return (
    <div class="client-head">
      <div>
        <Title class="client-name">
          {name} {name !== client && <span class="quiet code">{client}</span>}
          {shown !== undefined && <PeriodOnPaper {...shown} />}
        </Title>
        <nav class="tabs" aria-label={name}>
          {ways.map(([id, to, label]) => (
            <a key={id} href={to} {...(id === page ? { 'aria-current': 'page' as const } : {})}>
              {label}
            </a>
          ))}
        </nav>
      </div>
      <div class="head-tools">{children}</div>
    </div>
  );
}

function PeriodOnPaper({ periods, chosen }: ShownPeriod) {
  const { words } = useTranslation();
  const state = periods.find(({ period }) => period === chosen)?.state;
  return chosen === undefined ? null : <span class="tag on-paper">{periodText(words, chosen, state)}</span>;
}
