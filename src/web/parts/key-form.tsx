import type { KeyMade, NewKey } from '../../contract/keys.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { post } from '../rest.js';
import { ChoiceField } from './choice-field.js';
import { ClientField } from './client-field.js';
import { CopyButton } from './copy-button.js';
import { Notice } from './notice.js';
import { ProblemNotice } from './problem.js';
import { TextField } from './text-field.js';

const roles = ['client', 'manager', 'auditor', 'admin'] as const;

/** Makes a key and shows its secret, this once. */
export function KeyForm({ done }: { readonly done: () => void }) {
  const { words } = useTranslation();
  const [role, setRole] = useState<(typeof roles)[number]>('client');
  const [client, setClient] = useState('');
  const [name, setName] = useState('');
  const [expires, setExpires] = useState('');
  const { action, run, isBusy } = useAction<KeyMade>();
  const submit = (event: Event): void => {
    event.preventDefault();
    const body = {
      role,
      ...(client === '' ? {} : { clients: [client] }),
      ...(name.trim() === '' ? {} : { name: name.trim() }),
      ...(expires === '' ? {} : { expires }),
    };
    void run(() => post<KeyMade, NewKey>('/keys', body)).then(made => {
      if (made !== undefined) done();
    });
  };
  return (
    <section class="card" aria-label={words.keys.create}>
      <h2>{words.keys.create}</h2>
      <form class="form-row" onSubmit={submit}>
        <ChoiceField
          label={words.keys.role}
          choices={roles.map(one => ({ value: one, label: words.roles[one] }))}
          value={role}
          choose={value => setRole(roles.find(one => one === value) ?? 'client')}
        />
        <ClientField
          value={client}
          choose={setClient}
          unchosen={role === 'client' ? '' : words.keys.allClients}
          isRequired={role === 'client'}
        />
        <TextField label={words.keys.keyName} value={name} write={setName} />
        <TextField label={words.keys.expires} type="date" value={expires} write={setExpires} />
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
  const { words } = useTranslation();
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
