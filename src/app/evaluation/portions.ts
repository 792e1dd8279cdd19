/** How much is done at once: how many portions side by side, and how many clients or facts one holds at most. */
export interface Portions {
  readonly lanes: number;
  readonly clients: number;
  readonly facts: number;
}

/** What is done with a portion, what with each that comes of it, and what with a client for which it fails by itself. */
interface PortionWork<T> {
  readonly work: (codes: readonly string[]) => Promise<readonly T[]>;
  readonly done: (one: T) => void;
  /** Left out where a failure ends the work, when the portions that have begun are done. */
  readonly failed?: ((client: string, failure: unknown) => void) | undefined;
}

/** Works through clients in portions, several side by side. A portion that fails is done again client by client. */
export async function inPortions<T>(
  most: Portions,
  codes: readonly string[],
  facts: ReadonlyMap<string, number>,
  how: PortionWork<T>,
): Promise<void> {
  const waiting = [...portionsOf(most, [...new Set(codes)], facts)].reverse();
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      await eachIfNotAll(next, how).catch((failure: unknown) => {
        waiting.length = 0;
        throw failure;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: most.lanes }, lane));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

async function eachIfNotAll<T>(codes: readonly string[], how: PortionWork<T>): Promise<void> {
  const [client = '', ...others] = codes;
  const outcome = await how.work(codes).then(
    made => ({ made }),
    (failure: unknown) => ({ failure }),
  );
  if ('made' in outcome) for (const one of outcome.made) how.done(one);
  // Whose failure it is shows in the client that fails again; what passed meanwhile is done.
  else if (others.length > 0) for (const code of codes) await eachIfNotAll([code], how);
  else if (how.failed === undefined) throw outcome.failure;
  else how.failed(client, outcome.failure);
}

/** Clients in their order, cut where a portion would hold too much; a client that is more than that is one by itself. */
function* portionsOf(
  { lanes, clients, facts: mostFacts }: Portions,
  codes: readonly string[],
  facts: ReadonlyMap<string, number>,
): Generator<readonly string[]> {
  const mostClients = Math.max(1, Math.min(clients, Math.ceil(codes.length / lanes)));
  let portion: string[] = [];
  let held = 0;
  for (const code of codes) {
    const own = facts.get(code) ?? 0;
    if (portion.length === mostClients || (portion.length > 0 && held + own > mostFacts)) {
      yield portion;
      portion = [];
      held = 0;
    }
    portion.push(code);
    held += own;
  }
  if (portion.length > 0) yield portion;
}
