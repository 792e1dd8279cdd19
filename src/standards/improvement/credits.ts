import {
  add,
  compare,
  decimalText,
  divide,
  type Exact,
  exact,
  multiply,
  negate,
  roundHalfEven,
  significant,
} from '../../facts/exact.js';
import type { Label } from '../../facts/label.js';
import { reaches } from '../comparison.js';
import type { Comparator, Dated, Level } from '../standard.js';
import { exactOf, type DocumentedMetric } from './documented.js';

/** A step of a credit table: the first that the value reaches counts. Either a share of the pool, or points. */
export interface CreditStep {
  readonly comparator: Comparator;
  readonly limit: Level;
  /** What the client gets back (`credit`), or what the provider earns (`bonus`). */
  readonly effect: 'credit' | 'bonus';
  /** A share of the item's pool, or points. */
  readonly amount: Level;
}

/** A metric's part of the money at risk: a table of steps, or an amount for each case that it counts. */
export interface CreditItem {
  readonly metric: string;
  /** Its share of what is at risk; left out where the table gives points. */
  readonly pool?: Level;
  /** None where there is an amount for each case. */
  readonly steps: readonly CreditStep[];
  readonly each?: CreditForEach;
}

/**
 * What the client gets back for each case: each failed fact of a proportion; where less is better, what the numerator counts, such as
 * each complaint of a rate of complaints.
 */
export interface CreditForEach {
  readonly amount: Level;
  /** So many cases cost nothing. */
  readonly free: number;
  /** The most that they cost in a period. */
  readonly at_most?: Level;
}

/** A contract's service credits: off unless configured. */
export interface CreditRule extends Dated {
  readonly id: string;
  /** The contract that they are agreed in; left out of those that stand under `credits:`. */
  readonly contract?: string;
  readonly label: Label;
  /** The fee of one period of this grain; left out where no amount is a share of it. */
  readonly fee?: Level;
  readonly per: 'month' | 'quarter' | 'year';
  readonly currency: string;
  /** The share of the fee that credits can reach; without it only `at_most` of an item limits them. */
  readonly at_risk?: Level;
  /** The share of the fee that bonuses can reach: none where it is left out. */
  readonly bonus_cap?: Level;
  /** What a point is worth, for tables of points. */
  readonly point_value?: Level;
  readonly items: readonly CreditItem[];
}

/** What a metric's table gives. */
export interface CreditLine {
  readonly metric: string;
  readonly label: Label | null;
  readonly value: number | null;
  readonly status: DocumentedMetric['status'] | null;
  /** How many facts failed, of a proportion: other kinds have no failing facts. */
  readonly failed: number | null;
  /** The step reached, such as "less_than 98%"; where there is an amount for each case, "each 25.00". */
  readonly step: string | null;
  /** Points, where the table gives points. */
  readonly points: string | null;
  /** Exact decimal text; negative is paid back to the client; null where the metric could not be judged. */
  readonly amount: string | null;
  /** How it comes about: "100000 × 10% × 50% × 40%", "(5 - 3) × 25.00", "min((40 - 3) × 25.00, 500)". */
  readonly because: string;
}

/** The service credits of a contract in one period. Amounts are exact decimal text. */
export interface Credits {
  readonly credit: string;
  readonly label: Label;
  readonly currency: string;
  readonly fee: string | null;
  /** The most that can be paid back; null where nothing limits it. */
  readonly at_risk: string | null;
  readonly lines: readonly CreditLine[];
  /** After the caps. */
  readonly malus: string;
  readonly bonus: string;
  /** Bonus less malus: negative is paid back to the client. Rounded once, to two decimals. */
  readonly net: string;
  readonly capped: boolean;
  /** What could not be judged is no reason to pay, and none to earn. */
  readonly undecided: number;
}

/** The service credits of a contract, from a period's results. Source of the form: SLA practice (fee × at risk × pool × share of the pool). */
export function credits(rule: CreditRule, metrics: readonly DocumentedMetric[]): Credits {
  const lines = rule.items.map(item => creditLine(rule, item, metrics));
  const amounts = lines.map(({ amount }) => (amount === null ? 0 : exact(amount)));
  const paid = total(amounts.filter(amount => compare(amount, 0) < 0).map(negate));
  const earned = total(amounts.filter(amount => compare(amount, 0) > 0));
  const fee = rule.fee?.value;
  const most = fee === undefined || rule.at_risk === undefined ? undefined : multiply(fee, rule.at_risk.value);
  const mostBonus = multiply(fee ?? 0, rule.bonus_cap?.value ?? 0);
  const malus = most === undefined ? paid : least(paid, most);
  const bonus = least(earned, mostBonus);
  return {
    credit: rule.id,
    label: rule.label,
    currency: rule.currency,
    fee: fee === undefined ? null : decimalText(fee),
    at_risk: most === undefined ? null : decimalText(most),
    lines,
    malus: decimalText(malus),
    bonus: decimalText(bonus),
    net: decimalText(roundHalfEven(add(bonus, negate(malus)), 2)),
    capped: (most !== undefined && compare(paid, most) > 0) || compare(earned, mostBonus) > 0,
    undecided: lines.filter(({ amount }) => amount === null).length,
  };
}

const total = (amounts: readonly Exact[]): Exact => amounts.reduce<Exact>(add, 0);
const least = (a: Exact, b: Exact): Exact => (compare(a, b) <= 0 ? a : b);

function creditLine(rule: CreditRule, item: CreditItem, metrics: readonly DocumentedMetric[]): CreditLine {
  const metric = metrics.find(one => one.metric === item.metric);
  const shared = {
    metric: item.metric,
    label: metric?.label ?? null,
    value: metric?.value ?? null,
    status: metric?.status ?? null,
    failed: metric?.kind === 'proportion' ? metric.counts.failed : null,
  };
  if (item.each !== undefined) return { ...shared, points: null, ...forEach(item.each, metric) };
  const value = metric === undefined || metric.status === 'insufficient' ? undefined : exactValue(metric);
  if (value === undefined)
    return { ...shared, step: null, points: null, amount: null, because: 'not judged: no data, or too little' };
  const step = item.steps.find(({ comparator, limit }) => reaches(value, comparator, limit.value));
  if (step === undefined) return { ...shared, step: null, points: null, amount: '0', because: 'no step of the table is reached' };
  const name = `${step.comparator} ${step.limit.text}`;
  const signed = (amount: Exact): string => decimalText(step.effect === 'credit' ? negate(amount) : amount);
  if (item.pool === undefined) {
    const amount = multiply(step.amount.value, rule.point_value?.value ?? 0);
    const because = `${step.amount.text} points × ${rule.point_value?.text ?? '0'}`;
    return { ...shared, step: name, points: decimalText(step.amount.value), amount: signed(amount), because };
  }
  // A bonus is a share of the same pool, so that both sides of a table stand for the same money.
  const factors = [rule.fee, rule.at_risk, item.pool, step.amount].filter(factor => factor !== undefined);
  const amount = factors.reduce<Exact>((product, factor) => multiply(product, factor.value), 1);
  return { ...shared, step: name, points: null, amount: signed(amount), because: factors.map(({ text }) => text).join(' × ') };
}

/** The cases of a metric; undefined where an agreed value stands in place of what was counted, or nothing was. */
function casesOf(metric: DocumentedMetric | undefined): Exact | undefined {
  if (metric === undefined || metric.override !== undefined) return undefined;
  const { kind, improves, counts, numerator } = metric;
  if (kind === 'proportion') return improves === 'up' ? counts.failed : counts.passed;
  return numerator === null ? undefined : exact(numerator);
}

/** What the cases cost: each counts, however few facts were judged, and whatever the standard says. */
function forEach(
  { amount: each, free, at_most: limit }: CreditForEach,
  metric: DocumentedMetric | undefined,
): Pick<CreditLine, 'step' | 'amount' | 'because'> {
  const cases = casesOf(metric);
  if (cases === undefined) return { step: null, amount: null, because: 'not judged: no data, or too little' };
  const paid = compare(cases, free) > 0 ? add(cases, -free) : 0;
  const cost = multiply(each.value, paid);
  const isLimited = limit !== undefined && compare(cost, limit.value) > 0;
  const counted = decimalText(cases);
  const product =
    free === 0 ? `${counted} × ${each.text}` : `(${counted} - ${decimalText(add(cases, negate(paid)))}) × ${each.text}`;
  return {
    step: `each ${each.text}`,
    amount: decimalText(negate(isLimited ? limit.value : cost)),
    because: isLimited ? `min(${product}, ${limit.text})` : product,
  };
}

/** The exact value of a rate, which its document rounds; the documented value of anything else. */
function exactValue({ unit, numerator, denominator, value }: DocumentedMetric): Exact | undefined {
  if (value === null) return undefined;
  if (unit !== '%' || numerator === null || denominator === null) return exactOf(value);
  const below = exact(denominator);
  if (compare(below, 0) === 0) return exactOf(value);
  const quotient = divide(exact(numerator), below);
  // An agreed value leaves the numerator of the calculated one.
  return significant(quotient) === value ? quotient : exactOf(value);
}
