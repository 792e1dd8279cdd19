import type { KeyMade } from '../../contract/keys.js';
import type { Clients } from '../../contract/clients.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useSpeech } from '../language.js';
import { useResource } from '../resource.js';
import { post } from '../rest.js';
import { CopyButton } from './copy-button.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';

const roles = ['client', 'manager', 'auditor', 'admin'] as const;

/** Makes a key and shows its secret, this once. */
export function KeyForm({ done }: { readonly done: () => void }) {
  const { words, say } = useSpeech();
  const [clients] = useResource<Clients>('/clients');
  const [role, setRole] = useState<(typeof roles)[number]>('client');
  const [client, setClient] = useState('');
  const [name, setName] = useState('');
  const [expires, setExpires] = useState('');
  const { action, run, isBusy } = useAction<{ readonly key: string }>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const body = {
      role,
      ...(client === '' ? {} : { clients: [client] }),
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(expires === '' ? {} : { expires }),
    };
    void run(() => post<KeyMade>('/keys', body)).then(made => {
      if (made !== undefined) done();
    });
  };
  return (
    <section class="card" aria-label={words.keys.create}>
      <h2>{words.keys.create}</h2>
      <form class="form-row" onSubmit={submit}>
        <label class="field">
          <span>{words.keys.role}</span>
          <select value={role} onChange={event => setRole(roles.find(one => one === event.currentTarget.value) ?? 'client')}>
            {roles.map(one => (
              <option key={one} value={one}>
                {words.roles[one]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{words.client}</span>
          <select required={role === 'client'} value={client} onChange={event => setClient(event.currentTarget.value)}>
            <option value="">{role === 'client' ? '' : words.keys.allClients}</option>
            {(clients.state === 'ready' ? clients.data.clients : []).map(one => (
              <option key={one.client} value={one.client}>
                {say(one.name) || one.client}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{words.keys.keyName}</span>
          <input value={name} onInput={event => setName(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{words.keys.expires}</span>
          <input type="date" value={expires} onInput={event => setExpires(event.currentTarget.value)} />
        </label>
        <button type="submit" class="main" disabled={isBusy}>
          {words.keys.create}
        </button>
      </form>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && <Secret secret={action.answer.key} />}
    </section>
  );
}

function Secret({ secret }: { readonly secret: string }) {
  const { words } = useSpeech();
  return (
    <Notice tone="good">
      <p>{words.keys.secret}</p>
      <p class="form-row">
        <code class="secret">{secret}</code>
        <CopyButton text={secret} />
      </p>
    </Notice>
  );
}
