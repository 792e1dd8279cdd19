import type { Clients } from '../../contract/clients.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { Nothing } from '../parts/notice.js';
import { formAt } from '../parts/object-list.js';
import { Shown } from '../parts/problem.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { may, useSession } from '../session.js';

/** The clients that the key may see. */
export function ClientsPage() {
  const { words, say } = useTranslation();
  const { me } = useSession();
  const [clients, reload] = useResource<Clients>('/clients');
  const [sought, seek] = useState('');
  return (
    <>
      <h1>{words.clients}</h1>
      <Shown of={clients} retry={reload}>
        {data => {
          const wanted = sought.trim().toLowerCase();
          const shown = data.clients.filter(({ client, name }) =>
            `${client} ${name.en} ${name.zh}`.toLowerCase().includes(wanted),
          );
          return (
            <>
              {data.clients.length > 12 && (
                <label class="inline-field">
                  <span>{words.find}</span>
                  <input type="search" value={sought} onInput={event => seek(event.currentTarget.value)} />
                </label>
              )}
              {shown.length === 0 && <Nothing>{words.none}</Nothing>}
              {may.changeRules(me) && (
                <p>
                  <a class="button" href={formAt('client')}>
                    {words.forms.begin.client}
                  </a>
                </p>
              )}
              <ul class="cards client-list">
                {shown.map(({ client, name, segment }) => (
                  <li key={client} class="card">
                    <a href={at`/clients/${client}`}>{say(name) || client}</a>
                    <span class="quiet">{[say(name) === client ? '' : client, segment ?? ''].filter(Boolean).join(' · ')}</span>
                  </li>
                ))}
              </ul>
            </>
          );
        }}
      </Shown>
    </>
  );
}
