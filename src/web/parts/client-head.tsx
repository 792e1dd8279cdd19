import type { ComponentChildren } from 'preact';
import type { Client } from '../answers.js';
import { useSpeech } from '../language.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';

interface Props {
  readonly client: string;
  readonly page: 'overview' | 'scorecards' | 'disputes' | 'metric';
  readonly children?: ComponentChildren;
}

/** The name of a client, in the language of the page; its code until the name is known. */
export function useClientName(client: string): string {
  const { say } = useSpeech();
  const [clients] = useResource<{ readonly clients: readonly Client[] }>('/clients');
  const found = clients.state === 'ready' ? clients.data.clients.find(one => one.client === client) : undefined;
  return found === undefined ? client : say(found.name) || client;
}

/** What is above a client's pages: its name, the ways among them, and what the page puts there. */
export function ClientHead({ client, page, children }: Props) {
  const { words } = useSpeech();
  const name = useClientName(client);
  const home = at`/clients/${client}`;
  const ways = [
    ['overview', home, words.nav.overview],
    ['scorecards', `${home}/scorecards`, words.nav.scorecards],
    ['disputes', `${home}/disputes`, words.nav.disputes],
  ] as const;
  const Title = page === 'metric' ? 'p' : 'h1';
  return (
    <div class="client-head">
      <div>
        <Title class="client-name">
          {name} {name !== client && <span class="quiet code">{client}</span>}
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
