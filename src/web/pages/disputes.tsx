import { useEffect, useState } from 'preact/hooks';
import type { Client } from '../answers.js';
import { useSpeech } from '../language.js';
import { ClientHead } from '../parts/client-head.js';
import { type Dispute, DisputeList } from '../parts/dispute-list.js';
import { Loading, Nothing } from '../parts/notice.js';
import { ProblemNotice, Shown } from '../parts/problem.js';
import { asProblem, useResource } from '../resource.js';
import { at, get, type Problem } from '../rest.js';

interface Disputes {
  readonly disputes: readonly Dispute[];
}

/** Disputes of one client, or of all that the key may see; a manager answers them here. */
export function DisputesPage({ client }: { readonly client?: string }) {
  const { words } = useSpeech();
  if (client !== undefined)
    return (
      <>
        <ClientHead client={client} page="disputes" />
        <OfClients clients={[client]} />
      </>
    );
  return (
    <>
      <h1>{words.disputes.title}</h1>
      <OfAll />
    </>
  );
}

function OfAll() {
  const [clients, reload] = useResource<{ readonly clients: readonly Client[] }>('/clients');
  return (
    <Shown of={clients} retry={reload}>
      {data => <OfClients clients={data.clients.map(({ client }) => client)} />}
    </Shown>
  );
}

/** The lists of several clients become one, the newest first. */
function OfClients({ clients }: { readonly clients: readonly string[] }) {
  const { words } = useSpeech();
  const [turn, setTurn] = useState(0);
  const [read, setRead] = useState<{ readonly disputes?: readonly Dispute[]; readonly problem?: Problem }>({});
  const key = JSON.stringify(clients);
  useEffect(() => {
    const stop = new AbortController();
    Promise.all(clients.map(async client => (await get<Disputes>(at`/clients/${client}/disputes`, stop.signal)).disputes))
      .then(lists => setRead({ disputes: lists.flat().sort((a, b) => b.number - a.number) }))
      .catch((cause: unknown) => {
        if (!stop.signal.aborted) setRead({ problem: asProblem(cause) });
      });
    return () => stop.abort();
  }, [key, turn]);
  const reload = (): void => setTurn(n => n + 1);
  if (read.problem !== undefined) return <ProblemNotice problem={read.problem} retry={reload} />;
  if (read.disputes === undefined) return <Loading />;
  if (read.disputes.length === 0) return <Nothing>{words.disputes.none}</Nothing>;
  return <DisputeList disputes={read.disputes} reload={reload} />;
}
