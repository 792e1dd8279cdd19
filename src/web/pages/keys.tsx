import type { Key, Keys } from '../../contract/keys.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { KeyForm } from '../parts/key-form.js';
import { Shown } from '../parts/problem.js';
import { RevokeDialog } from '../parts/revoke-dialog.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { When } from '../parts/when.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import { useSession } from '../session.js';
import { filled } from '../words/en.js';
import { TableHead } from '../parts/table-head.js';

/** The keys of the service: made, seen, revoked. */
export function KeysPage() {
  const { words } = useTranslation();
  const [keys, reload] = useResource<Keys>('/keys');
  const [keyToRevoke, setKeyToRevoke] = useState<Key>();
  return (
    <>
      <h1>{words.keys.title}</h1>
      <KeyForm done={reload} />
      <section class="card" aria-label={words.keys.title}>
        <Shown of={keys} retry={reload}>
          {data => (
            <ScrollTable caption={words.keys.title}>
              <TableHead
                columns={[
                  words.keys.keyName,
                  words.keys.role,
                  words.keys.boundTo,
                  words.state,
                  words.keys.created,
                  words.keys.expires,
                  words.keys.lastUse,
                  { hidden: words.keys.revoke },
                ]}
              />
              <tbody>
                {data.keys.map(key => (
                  <KeyRow key={key.id} of={key} revoke={() => setKeyToRevoke(key)} />
                ))}
              </tbody>
            </ScrollTable>
          )}
        </Shown>
      </section>
      {keyToRevoke !== undefined && <Revoke keyToRevoke={keyToRevoke} close={() => setKeyToRevoke(undefined)} done={reload} />}
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
  readonly keyToRevoke: Key;
  readonly close: () => void;
  readonly done: () => void;
}

function Revoke({ keyToRevoke, close, done }: RevokeProps) {
  const { keys } = useTranslation().words;
  const { me } = useSession();
  return (
    <RevokeDialog
      title={filled(keys.revokeTitle, { name: keyToRevoke.name })}
      path={at`/keys/${keyToRevoke.id}`}
      label={keys.revoke}
      {...{ close, done }}
    >
      <p>{keys.revokeHint}</p>
      {keyToRevoke.id === me.key && <p class="worse">{keys.own}</p>}
    </RevokeDialog>
  );
}
