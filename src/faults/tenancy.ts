import { type Entry, error, quoted } from './fault.js';

/** Faults of what is made for some clients alone, and of keeping clients apart. */
export const tenancyFaults = {
  metric_of_other_clients: error<{ of: string; metric: string; clients: readonly string[] }>(p => ({
    what: `${p.of} uses the metric ${quoted(p.metric)}, which is computed for ${p.clients.join(', ')} alone.`,
    remedy: `Limit it to such a client (\`scope: { client: ${p.clients[0] ?? ''} }\`), or name its clients in the \`scope\` of the metric too.`,
  })),
} as const satisfies Record<string, Entry<never>>;
