import type { Disputes } from '../../contract/amendments.js';
import { useTranslation } from '../language.js';
import { ClientHead } from '../parts/client-head.js';
import { DisputeList } from '../parts/dispute-list.js';
import { Nothing } from '../parts/notice.js';
import { Shown } from '../parts/problem.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';

/** Disputes of one client, or of all that the key may see; a manager answers them here. */
export function DisputesPage({ client }: { readonly client?: string }) {
  const { words } = useTranslation();
  if (client !== undefined)
    return (
      <>
        <ClientHead client={client} page="disputes" />
        <List path={at`/clients/${client}/disputes`} />
      </>
    );
  return (
    <>
      <h1>{words.disputes.title}</h1>
      <List path="/disputes" />
    </>
  );
}

interface ListProps {
  /** Where they are read. */
  readonly path: string;
}

function List({ path }: ListProps) {
  const { words } = useTranslation();
  const [read, reload] = useResource<Disputes>(path);
  return (
    <Shown of={read} retry={reload}>
      {({ disputes }) =>
        disputes.length === 0 ? (
          <Nothing>{words.disputes.none}</Nothing>
        ) : (
          <DisputeList disputes={[...disputes].sort((a, b) => b.number - a.number)} reload={reload} />
        )
      }
    </Shown>
  );
}
