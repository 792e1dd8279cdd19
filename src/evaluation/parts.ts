import type { Label } from '../facts/label.js';
import type { Period } from '../facts/period.js';
import type { Client } from '../facts/place.js';
import { dayText } from '../facts/time.js';
import type { AgreedSlices } from '../metrics/one-sided.js';
import type { MetricTally, Tally } from '../metrics/tally.js';
import { type Contract, contractOn, type Measure } from '../standards/contract.js';
import type { Part } from '../standards/part.js';
import { nameIn } from '../words/name.js';
import { namesEn } from '../words/en.js';
import { namesZh } from '../words/zh.js';
import type { Rulebook } from './rulebook.js';

/** Of whom and when it is asked what is agreed. */
interface Asked {
  readonly client: Client;
  readonly period: Period;
  readonly rulebook: Pick<Rulebook, 'contracts'>;
}

/** The contract in force on the period's last day with its measures of a part of the work; undefined where none is in force. */
export function partsAgreed({
  rulebook,
  client,
  period,
}: Asked): { readonly contract: Contract; readonly measures: readonly Measure[] } | undefined {
  const contract = contractOn(rulebook.contracts, client, dayText(period.lastDay));
  if (contract === undefined) return undefined;
  const all = contract.measures.flatMap(({ metrics }) => metrics);
  return { contract, measures: all.filter(({ scope }) => Object.keys(scope).length > 0) };
}

/** The dimensions by which each metric must be broken down for what is agreed of its parts. */
export function dimensionsAgreed(asked: Asked): ReadonlyMap<string, readonly string[]> {
  const dimensions = new Map<string, readonly string[]>();
  for (const { metric, scope } of partsAgreed(asked)?.measures ?? [])
    dimensions.set(metric, [...new Set([...(dimensions.get(metric) ?? []), ...Object.keys(scope)])]);
  return dimensions;
}

/** The slices of each metric that are agreed parts of the work. */
export function slicesAgreed(asked: Asked): AgreedSlices {
  const slices = new Map<string, { readonly dimension: string; readonly key: string }[]>();
  for (const { metric, scope } of partsAgreed(asked)?.measures ?? [])
    for (const [dimension, key] of Object.entries(scope)) {
      slices.set(metric, [...(slices.get(metric) ?? []), { dimension, key: String(key) }]);
    }
  return slices;
}

/** A part's tally as that part is judged: by what could be shown of its own facts. */
export function judgedByItself(tally: Tally): Tally {
  const { oneSided: _, oneSidedPart, ...rest } = tally;
  return oneSidedPart === true ? { ...rest, oneSided: true } : rest;
}

/** The slice that a measure is about: its scope names one dimension, which config is checked for. */
export function partTally(scope: Part, tally: MetricTally | undefined): Tally | undefined {
  const [[dimension, key] = ['', ''], ...more] = Object.entries(scope);
  return more.length > 0 ? undefined : tally?.by.get(dimension)?.get(key);
}

/** A metric's name with the part of the work that a measure is about: `On-time delivery (carrier FedEx)`. */
export function partLabel(label: Label, scope: Part): Label {
  const named = (names: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(scope).map(([dimension, key]) => `${nameIn(names, dimension)} ${String(key)}`);
  const [en, zh] = [named(namesEn.dimensions).join(', '), named(namesZh.dimensions).join('，')];
  return { en: `${label.en} (${en})`, zh: `${label.zh}（${zh}）` };
}
