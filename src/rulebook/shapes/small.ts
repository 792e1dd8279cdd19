import type { ExchangeRate } from '../../metrics/rates.js';
import type { OwnField } from '../../facts/kinds.js';
import type { ExpectedSource } from '../../facts/place.js';
import type { Reason } from '../../evaluation/rulebook.js';
import type { PhraseTable } from '../../facts/phrases.js';
import { type ObjectKind, titled } from '../kind.js';
import { choice, dated, day, factName, flag, id, label, level, list, named, plainScore, record, words } from '../shape.js';
import { without } from '../without.js';

const scores = named('scores by phrase, such as { satisfied: 8 }', plainScore).exactOptional();

/** Phrase tables are the same by id and client. */
export const phrases: ObjectKind<PhraseTable> = {
  title: titled('phrase table', 'id'),
  shape: record('a phrase table', {
    id: words('a name'),
    label: label.exactOptional(),
    client: words('a client code').exactOptional(),
    items: list('a list of item ids', words('the id of a survey item')).exactOptional(),
    aspects: list('a list of aspects', choice(['satisfaction', 'importance', 'expectation'])).exactOptional(),
    zh: scores,
    en: scores,
  }).transform(given => ({ ...without(given, 'label'), zh: given.zh ?? {}, en: given.en ?? {} })),
  identity: table => JSON.stringify([table.id, table.client ?? '']),
};

/** Reasons are the same by code, scope and first day. */
export const reasons: ObjectKind<Reason> = {
  title: titled('reason', 'code'),
  shape: record('a reason', {
    ...dated,
    code: words('a code'),
    party: words('the party whose part it was, such as carrier, client or force_majeure'),
    excusable: flag.exactOptional(),
  }).transform(given => ({
    ...given,
    label: given.label ?? { en: given.code, zh: given.code },
    excusable: given.excusable ?? false,
  })),
  scoped: true,
  identity: ({ code, scope = {}, from }) =>
    JSON.stringify([code, Object.entries(scope).toSorted(([a], [b]) => (a < b ? -1 : 1)), from ?? '']),
};

/** Expected sources are the same by id. */
export const sources: ObjectKind<ExpectedSource> = {
  title: titled('source', 'id'),
  shape: record('a source', {
    id: words('a name'),
    label: label.exactOptional(),
    client: words('a client code, or * for the whole firm'),
    site: words('a site code').exactOptional(),
    fact: factName,
    every: choice(['day', 'week', 'month']),
    due: words('when it is due, such as "the next day 12:00"').exactOptional(),
  }).transform(given => without(given, 'label')),
  identity: source => source.id,
};

/** Own fields are the same by fact and id. */
export const fields: ObjectKind<OwnField> = {
  title: titled('own field', 'id'),
  shape: record('an own field', {
    fact: factName,
    id,
    type: choice(['instant', 'day', 'number', 'text', 'boolean']),
    label: label.exactOptional(),
  }).transform(given => ({
    fact: given.fact,
    id: given.id,
    type: given.type,
    en: given.label?.en ?? given.id,
    zh: given.label?.zh ?? given.id,
  })),
  identity: field => JSON.stringify([field.fact, field.id]),
};

/** Rates of exchange are the same by both currencies and first day. */
export const rates: ObjectKind<ExchangeRate> = {
  title: titled('rate', 'from_currency'),
  shape: record('a rate', {
    from_currency: words('a currency, such as USD'),
    to: words('a currency, such as CNY'),
    rate: level,
    from: day.exactOptional(),
    label: label.exactOptional(),
  }).transform(given => without(given, 'label')),
  identity: rate => JSON.stringify([rate.from_currency, rate.to, rate.from ?? '']),
};
