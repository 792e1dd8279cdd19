import { z } from 'zod';
import type { Label } from '../../facts/label.js';
import { messageOf } from '../../faults/expected.js';
import { suchAs } from '../../faults/phrase.js';
import { annexSheets, type Contract, type ContractRule, type Measure, type MeasureGroup } from '../../standards/contract.js';
import type { CreditRule } from '../../standards/improvement/credits.js';
import { type Comparator, comparators, type Level } from '../../standards/standard.js';
import { type ObjectKind, titled } from '../kind.js';
import {
  choice,
  day,
  expression,
  filled,
  flag,
  label,
  list,
  named,
  record,
  reference,
  scalar,
  share,
  whole,
  words,
} from '../shape.js';
import { without } from '../without.js';
import { contractCredits } from './improvement.js';
import { adopted } from './library.js';
import { agreedLevels, levelAgreed } from './standard.js';

/** A measure with every comparator it was written with: more than one is a fault, found later. */
export interface WrittenMeasure extends Measure {
  readonly levels: readonly (readonly [Comparator, Level])[];
}

/** A contract as written: what follows from it is derived later. */
export interface WrittenContract extends Omit<Contract, 'measures'> {
  readonly measures: readonly (Omit<MeasureGroup, 'metrics'> & { readonly metrics: readonly WrittenMeasure[] })[];
  readonly credits?: CreditRule;
  /** The libraries whose standards it takes up besides its own measures. */
  readonly adopt?: readonly string[];
}

const contractId = scalar(suchAs('a_contract_id', 'acme-2026'), text =>
  /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(text) ? text : undefined,
);

const rule = z.union(
  [
    expression.transform((is): ContractRule => ({ is })),
    record('a_rule_of_a_contract', { is: expression, says: label.exactOptional() }),
  ],
  { error: messageOf('a_rule_of_a_contract') },
);

/** By what a part of a client's work can be named in a measure. */
export const measureParts = ['department', 'site', 'carrier', 'lane'] as const;

const part = record(suchAs('a_scope', '{ site: SHA1 }'), {
  department: words('a_department').exactOptional(),
  site: words('a_site_code').exactOptional(),
  carrier: words('a_carrier').exactOptional(),
  lane: words('a_lane').exactOptional(),
});

const measure = record(suchAs('a_measure', '{ metric: on_time_delivery, at_least: "97.5%" }'), {
  metric: words('the_id_of_a_metric'),
  ...agreedLevels,
  weight: share.exactOptional(),
  scope: part.exactOptional(),
  reference: reference.exactOptional(),
}).transform((given): WrittenMeasure => ({ ...without(given, ...comparators), ...levelAgreed(given), scope: given.scope ?? {} }));

const group = record(suchAs('a_group_of_measures', '{ group: Delivery, metrics: [...] }'), {
  group: label,
  weight: share.exactOptional(),
  metrics: filled('measures', measure),
});

const annex = z.union(
  [choice(['none', 'all']).transform(text => (text === 'all' ? annexSheets : [])), list('a_list_of_sheets', choice(annexSheets))],
  { error: messageOf(suchAs('the_annex', '[definitions, exceptions]')) },
);

const handout = record(suchAs('a_handout', '{ year_to_date: true, annex: [definitions, exceptions] }'), {
  year_to_date: flag.exactOptional(),
  same_month_last_year: flag.exactOptional(),
  annex: annex.exactOptional(),
  sign_off: list('a_list_of_signatures', label).exactOptional(),
}).transform(given => ({
  year_to_date: given.year_to_date ?? false,
  same_month_last_year: given.same_month_last_year ?? false,
  annex: given.annex ?? annexSheets,
  sign_off: given.sign_off ?? [],
}));

/** Contracts are the same by id. */
export const contracts: ObjectKind<WrittenContract> = {
  title: titled('contract', 'id'),
  shape: record('a_contract', {
    id: contractId,
    client: words('a_client_code').exactOptional(),
    segment: words('a_segment').exactOptional(),
    from: day,
    until: day.exactOptional(),
    reference: label.exactOptional(),
    month_starts_on: whole(1, 28, 'a_day_of_the_month_to_28').exactOptional(),
    rules: named('rules_by_name', rule).exactOptional(),
    adopt: adopted.exactOptional(),
    measures: filled('measures', group).exactOptional(),
    credits: contractCredits.exactOptional(),
    handout: handout.exactOptional(),
  }).transform((given, context): WrittenContract => {
    const { client, segment, credits, month_starts_on: start, ...rest } = given;
    if ((client === undefined) === (segment === undefined))
      context.addIssue({ code: 'custom', message: messageOf('either_client_or_segment'), path: ['client'] });
    if (given.measures === undefined && (given.adopt ?? []).length === 0)
      context.addIssue({ code: 'custom', message: messageOf('measures_or_a_library'), path: ['measures'] });
    const scope = { ...(client === undefined ? {} : { client }), ...(segment === undefined ? {} : { segment }) };
    const name: Label = given.reference ?? { en: given.id, zh: given.id };
    return {
      ...rest,
      scope,
      ...(start === undefined || start === 1 ? {} : { month_starts_on: start }),
      rules: given.rules ?? {},
      measures: given.measures ?? [],
      ...(credits === undefined
        ? {}
        : { credits: { ...credits, id: given.id, contract: given.id, label: name, scope, from: given.from } }),
    };
  }),
  declares: ['client', 'segment'],
  identity: contract => contract.id,
};
