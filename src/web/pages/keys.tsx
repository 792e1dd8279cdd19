import type { Key, Keys } from '../../contract/keys.js';
import { useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { Dialog } from '../parts/dialog.js';
import { KeyForm } from '../parts/key-form.js';
import { ProblemNotice, Shown } from '../parts/problem.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { When } from '../parts/when.js';
import { useResource } from '../resource.js';
import { at, remove } from '../rest.js';
import { useSession } from '../session.js';
import { filled } from '../words/en.js';

/** The keys of the service: made, seen, revoked. */
export function KeysPage() {
  const { words } = useTranslation();
  const [keys, reload] = useResource<Keys>('/keys');
  const [linkToRevoke, setDoomed] = useState<Key>();
  return (
    <>
      <h1>{words.keys.title}</h1>
      <KeyForm done={reload} />
      <section class="card" aria-label={words.keys.title}>
        <Shown of={keys} retry={reload}>
          {data => (
            <ScrollTable caption={words.keys.title}>
              <thead>
                <tr>
                  <th scope="col">{words.keys.keyName}</th>
                  <th scope="col">{words.keys.role}</th>
                  <th scope="col">{words.keys.boundTo}</th>
                  <th scope="col">{words.state}</th>
                  <th scope="col">{words.keys.created}</th>
                  <th scope="col">{words.keys.expires}</th>
                  <th scope="col">{words.keys.lastUse}</th>
                  <th scope="col">
                    <span class="hidden-text">{words.keys.revoke}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {data.keys.map(key => (
                  <KeyRow key={key.id} of={key} revoke={() => setDoomed(key)} />
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Shown>
      </section>
      {linkToRevoke !== undefined && <Revoke linkToRevoke={linkToRevoke} close={() => setDoomed(undefined)} done={reload} />}
    </>
  );
}

interface RowProps {
  readonly of: Key;
  readonly revoke: () => void;
}

function KeyRow({ of: key, revoke }: RowProps) {
  const { words } = useTranslation();
  const { states } = words.keys;
  return (
    <tr>
      <th scope="row">
        {key.name} <code class="quiet">{key.id}</code>
      </th>
      <td>{words.roles[key.role]}</td>
      <td>{key.clients?.join(', ') ?? words.keys.allClients}</td>
      <td>
        <span class={`state state-${key.state}`}>{states[key.state]}</span>
      </td>
      <td>
        <When at={key.created_at} />
      </td>
      <td>{key.expires_at === null ? words.keys.never : <When at={key.expires_at} />}</td>
      <td>{key.last_used_at === null ? words.keys.never : <When at={key.last_used_at} />}</td>
      <td class="row-ways">
        {key.state === 'valid' && (
          <button type="button" onClick={revoke}>
            {words.keys.revoke} <span class="hidden-text">{key.name}</span>
          </button>
        )}
      </td>
    </tr>
  );
}

interface RevokeProps {
  readonly linkToRevoke: Key;
  readonly close: () => void;
  readonly done: () => void;
}

function Revoke({ linkToRevoke, close, done }: RevokeProps) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { action, run, isBusy } = useAction<unknown>();
  const revoke = (): void => {
    void run(() => remove(at`/keys/${linkToRevoke.id}`)).then(answer => {
      if (answer === undefined) return;
      done();
      close();
    });
  };
  return (
    <Dialog title={filled(words.keys.revokeTitle, { name: linkToRevoke.name })} close={close}>
      <p>{words.keys.revokeHint}</p>
      {linkToRevoke.id === me.key && <p class="worse">{words.keys.own}</p>}
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      <p class="form-row">
        <button type="button" class="main" disabled={isBusy} onClick={revoke}>
          {words.keys.revoke}
        </button>
        <button type="button" onClick={close}>
          {words.cancel}
        </button>
      </p>
    </Dialog>
  );
}
