import type { ConfigObjects, ContractChoices, FormOf } from '../contract/config-forms.js';
import type { Label } from '../contract/scalars.js';
import { changedAt } from './edited-list.js';
import type { FieldPath } from './merged-form.js';

type Contract = FormOf<'contract'>;
export type Group = Contract['groups'][number];
export type Measure = Group['measures'][number];

/** The figures of a client's month, as texts by metric. */
export interface MonthFigures {
  readonly period: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** What the rows of measures are given besides. */
export interface Offered {
  readonly comparators: ContractChoices['comparators'];
  readonly sites: ConfigObjects['sites'];
  readonly figures: MonthFigures | undefined;
  /** The metrics that are only proposed until something is said of them. */
  readonly proposed: readonly string[];
}

export const emptyMeasure: Measure = {
  metric: '',
  comparator: '',
  level: '',
  minimum: '',
  stretch: '',
  min_population: '',
  weight: '',
  site: '',
  carrier: '',
  lane: '',
  department: '',
  reference: '',
};

/** What is commonly agreed, in the order in which contracts name it. */
const commonlyAgreed: readonly (readonly [Label, readonly string[]])[] = [
  [{ en: 'Delivery', zh: '配送' }, ['on_time_delivery', 'in_full_delivery', 'damage_rate', 'otif', 'pod_return']],
  [{ en: 'Warehouse', zh: '仓储' }, ['order_accuracy', 'on_time_dispatch', 'inventory_accuracy']],
  [{ en: 'Complaints', zh: '投诉' }, ['complaint_rate', 'complaint_timeliness']],
  [{ en: 'Invoices', zh: '账单' }, ['billing_accuracy']],
];

/** What is proposed where no month has figures yet. */
const mostCommon: ReadonlySet<string> = new Set(['on_time_delivery', 'in_full_delivery', 'damage_rate']);

interface Known {
  /** Metrics that there are, and in which direction each gets better. */
  readonly metrics: readonly { readonly id: string; readonly improves: 'up' | 'down' }[];
  /** Those that have a figure in the month that is looked at; undefined where no month has figures. */
  readonly withFigure: ReadonlySet<string> | undefined;
}

/** How a level is compared unless the contract says otherwise: what has to be high is at least it, the rest at most. */
export const usualComparator = (improves: 'up' | 'down' | undefined): string =>
  improves === undefined ? '' : improves === 'up' ? 'at_least' : 'at_most';

/** Groups with what is commonly agreed and has data, each still without a level. */
export function proposedGroups({ metrics, withFigure }: Known): Group[] {
  return commonlyAgreed.flatMap(([name, ids]) => {
    const measures = ids.flatMap(id => {
      const metric = metrics.find(one => one.id === id);
      if (metric === undefined || !(withFigure ?? mostCommon).has(id)) return [];
      return [{ ...emptyMeasure, metric: id, comparator: usualComparator(metric.improves) }];
    });
    return measures.length === 0 ? [] : [{ name, weight: '', measures }];
  });
}

/** Whether nothing was said of a measure besides that it is proposed: it is no part of the contract. */
export const isOnlyProposed = (measure: Measure, proposed: readonly string[]): boolean =>
  proposed.includes(measure.metric) &&
  measure.comparator !== '' &&
  Object.entries(measure).every(([name, text]) => name === 'metric' || name === 'comparator' || text.trim() === '');

/**
 * The groups with a part of one of them changed. A metric that is chosen in it is no longer only proposed, and goes from where it was;
 * it is named too.
 */
export function withChosen(
  groups: readonly Group[],
  { at, part, proposed }: { readonly at: number; readonly part: Partial<Group>; readonly proposed: readonly string[] },
): { readonly groups: Group[]; readonly chosen: string | undefined } {
  const next = changedAt(groups, at, part);
  const before = groups[at]?.measures ?? [];
  const fresh = part.measures?.find(({ metric }, i) => metric !== '' && before[i]?.metric === '');
  if (fresh === undefined || !proposed.includes(fresh.metric)) return { groups: [...next], chosen: undefined };
  const isDouble = (one: Measure): boolean => one !== fresh && one.metric === fresh.metric && isOnlyProposed(one, proposed);
  const left = next.map(group => ({ ...group, measures: group.measures.filter(one => !isDouble(one)) }));
  return { groups: left.filter(({ measures }) => measures.length > 0), chosen: fresh.metric };
}

/** A contract as it is saved, and where each of its groups and measures stands in the form. */
interface Agreed {
  readonly values: Contract;
  readonly shownAt: (path: FieldPath) => FieldPath;
}

/** A contract without what is only proposed. In a new one the only group with weights weighs all. */
export function agreedOf(values: Contract, proposed: readonly string[], isNew: boolean): Agreed {
  const kept = values.groups.flatMap((group, at) => {
    const measures = group.measures.flatMap((measure, m) => (isOnlyProposed(measure, proposed) ? [] : [{ measure, m }]));
    const wasProposed = group.measures.length > 0;
    return measures.length === 0 && wasProposed ? [] : [{ group, at, measures }];
  });
  const weighed = kept.filter(({ measures }) => measures.some(({ measure }) => measure.weight.trim() !== ''));
  const isOnly = isNew && weighed.length === 1 && kept.every(({ group }) => group.weight.trim() === '');
  return {
    values: {
      ...values,
      groups: kept.map(one => ({
        ...one.group,
        weight: isOnly && one === weighed[0] ? '1' : one.group.weight,
        measures: one.measures.map(({ measure }) => measure),
      })),
    },
    shownAt: ([first, group, second, measure, ...rest]) => {
      const one = typeof group === 'number' ? kept[group] : undefined;
      const path = [first, group, second, measure, ...rest].filter(part => part !== undefined);
      if (first !== 'groups' || one === undefined) return path;
      const own = typeof measure === 'number' ? one.measures[measure] : undefined;
      return path.map((part, i) => (i === 1 ? one.at : i === 3 && own !== undefined ? own.m : part));
    },
  };
}

/** Whether a contract is about a client: its own, or that of its segment. */
export function isUnderContract({ contracts, clients }: Pick<ConfigObjects, 'contracts' | 'clients'>, client: string): boolean {
  const segment = clients.find(({ id }) => id === client)?.segment;
  return contracts.some(({ whose }) => whose === client || whose === segment);
}

/** The year from which a contract is proposed: of the month that somebody comes from, this one otherwise. */
export const yearOf = (period: string | null): number => Number(/^\d{4}/.exec(period ?? '')?.[0] ?? new Date().getFullYear());

/**
 * A new contract with what is plain: whose it is, from the beginning of the year where no other contract is about the client, and a number
 * of both.
 */
export function begunContract(
  values: Contract,
  client: string,
  { contracts, clients, year }: Pick<ConfigObjects, 'contracts' | 'clients'> & { readonly year: number },
): Contract {
  const isFirst = !isUnderContract({ contracts, clients }, client);
  const called = `${client.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '-')}-${String(year)}`;
  const taken = new Set(contracts.map(({ id }) => id));
  const id = [called, ...Array.from({ length: taken.size + 1 }, (_, i) => `${called}-${i + 2}`)].find(one => !taken.has(one));
  return { ...values, client, id: id ?? called, from: isFirst ? `${year}-01-01` : '' };
}
