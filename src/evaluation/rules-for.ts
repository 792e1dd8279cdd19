import type { Client } from '../facts/place.js';
import type { Metric } from '../metrics/definition.js';
import type { Scope } from '../standards/standard.js';
import type { Rulebook } from './rulebook.js';

/** The clients for whom rules are wanted, as far as scopes ask for them. */
type ForWhom = Pick<Client, 'code' | 'segment'>;

/** Whether a metric is computed for a client: every metric without a scope is. */
export const isForClient = ({ scope }: Pick<Metric, 'scope'>, client: string): boolean =>
  scope === undefined || scope.client.includes(client);

/** The metrics that are computed for a client. */
export const metricsFor = (metrics: readonly Metric[], client: string): readonly Metric[] =>
  metrics.filter(metric => isForClient(metric, client));

/** What rules are scoped by, whatever they say besides. */
interface Scoped {
  readonly scope?: Pick<Scope, 'client' | 'segment'>;
}

/** Whether a rule holds for one of the clients. */
export const concernsClients =
  (clients: readonly ForWhom[]) =>
  ({ scope = {} }: Scoped): boolean =>
    clients.some(
      ({ code, segment }) => (scope.client ?? code) === code && (scope.segment === undefined || scope.segment === segment),
    );

/**
 * A rulebook as far as it concerns some clients: what is made for others alone is not in it, nor their names. Where no metric has a
 * scope, what is left for one client is what was always frozen for it, so no hash moves.
 */
export function rulesFor(rulebook: Rulebook, clients: readonly ForWhom[]): Rulebook {
  const codes = clients.map(({ code }) => code);
  const concerns = concernsClients(clients);
  const others = new Set(rulebook.metrics.filter(one => !codes.some(code => isForClient(one, code))).map(({ id }) => id));
  const own = <T extends Scoped>(rules: readonly T[]): readonly T[] => rules.filter(concerns);
  const ofOwnMetrics = <T extends Scoped & { readonly metric: string }>(rules: readonly T[]): readonly T[] =>
    own(rules).filter(({ metric }) => !others.has(metric));
  const { contracts, wordings, coverage, surveys, consequences, quadrants, credits, self_audit: answers, ...rest } = rulebook;
  return {
    ...rest,
    metrics: rulebook.metrics.filter(({ id }) => !others.has(id)).map(metric => withoutOthers(metric, codes)),
    standards: ofOwnMetrics(rulebook.standards),
    expectations: ofOwnMetrics(rulebook.expectations),
    scales: ofOwnMetrics(rulebook.scales),
    indexes: own(rulebook.indexes),
    reasons: own(rulebook.reasons),
    phrases: rulebook.phrases.filter(({ client }) => client === undefined || codes.includes(client)),
    clients: rulebook.clients.filter(({ code }) => codes.includes(code)),
    ...(contracts === undefined ? {} : { contracts: own(contracts) }),
    ...(wordings === undefined
      ? {}
      : { wordings: own(wordings).map(one => ({ ...one, metric: withoutOthers(one.metric, codes) })) }),
    ...(coverage === undefined ? {} : { coverage: coverage.filter(({ client }) => client === '*' || codes.includes(client)) }),
    ...(surveys === undefined ? {} : { surveys: surveys.filter(({ client }) => client === undefined || codes.includes(client)) }),
    ...(consequences === undefined ? {} : { consequences: ofOwnMetrics(consequences) }),
    ...(quadrants === undefined ? {} : { quadrants: own(quadrants) }),
    ...(credits === undefined ? {} : { credits: own(credits) }),
    ...(answers === undefined ? {} : { self_audit: own(answers) }),
  };
}

const namedBefore = new WeakMap<Rulebook, ReadonlySet<string>>();

/** Whether some rule is made for a client by its name: rules are the same for all clients of a segment that none is made for. */
export function isNamed(rulebook: Rulebook, client: string): boolean {
  const named = namedBefore.get(rulebook) ?? clientsNamed(rulebook);
  namedBefore.set(rulebook, named);
  return named.has(client);
}

function clientsNamed(rulebook: Rulebook): ReadonlySet<string> {
  const { metrics, standards, expectations, scales, indexes, reasons, contracts, wordings, consequences, quadrants, credits } =
    rulebook;
  const { self_audit: answers, phrases, coverage, surveys } = rulebook;
  const scoped: readonly (readonly Scoped[] | undefined)[] = [
    standards,
    expectations,
    scales,
    indexes,
    reasons,
    contracts,
    wordings,
    consequences,
    quadrants,
    credits,
    answers,
  ];
  const ofOne = [phrases, coverage, surveys].flatMap((list: readonly { readonly client?: string }[] | undefined) => list ?? []);
  return new Set([
    ...metrics.flatMap(({ scope }) => scope?.client ?? []),
    ...scoped.flatMap(list => list ?? []).flatMap(({ scope }) => scope?.client ?? []),
    ...ofOne.flatMap(({ client }) => client ?? []),
  ]);
}

/** A metric made for several clients names to each of them itself alone. */
const withoutOthers = (metric: Metric, codes: readonly string[]): Metric =>
  metric.scope === undefined
    ? metric
    : { ...metric, scope: { client: metric.scope.client.filter(code => codes.includes(code)) } };
