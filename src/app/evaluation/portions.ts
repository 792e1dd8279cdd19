/** How much is done at once: how many portions side by side, and how many clients or facts one holds at most. */
export interface Portions {
  readonly lanes: number;
  readonly clients: number;
  readonly facts: number;
}

/**
 * Works through clients in portions, several side by side. A portion that fails is done again client by client; the first client that
 * fails by itself ends the work, when the portions that have begun are done.
 */
export async function inPortions(
  most: Portions,
  codes: readonly string[],
  facts: ReadonlyMap<string, number>,
  work: (codes: readonly string[]) => Promise<void>,
): Promise<void> {
  const waiting = [...portionsOf(most, [...new Set(codes)], facts)].reverse();
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      await eachIfNotAll(next, work).catch((failure: unknown) => {
        waiting.length = 0;
        throw failure;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: most.lanes }, lane));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
}

async function eachIfNotAll(codes: readonly string[], work: (codes: readonly string[]) => Promise<void>): Promise<void> {
  if (codes.length === 1) return work(codes);
  try {
    await work(codes);
  } catch {
    // Whose failure it is shows in the client that fails again; what passed meanwhile is done.
    for (const code of codes) await work([code]);
  }
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
