import type { ExchangeRate } from '../../metrics/rates.js';
import type { OwnField } from '../../facts/kinds.js';
import type { ExpectedSource } from '../../facts/place.js';
import type { Reason } from '../../evaluation/rulebook.js';
import { surveyAspects } from '../../facts/survey.js';
import type { PhraseTable } from '../../facts/phrases.js';
import { type ObjectKind, titled } from '../kind.js';
import {
  choice,
  dated,
  day,
  expression,
  factName,
  filled,
  flag,
  id,
  label,
  level,
  list,
  named,
  plainScore,
  record,
  words,
} from '../shape.js';
import { without } from '../without.js';
import { suchAs } from '../../faults/phrase.js';

const scores = named(suchAs('scores_by_phrase', '{ satisfied: 8 }'), plainScore).exactOptional();

/** Phrase tables are the same by id and client. */
export const phrases: ObjectKind<PhraseTable> = {
  title: titled('phrase table', 'id'),
  shape: record('a_phrase_table', {
    id: words('a_name'),
    label: label.exactOptional(),
    client: words('a_client_code').exactOptional(),
    items: list('a_list_of_item_ids', words('the_id_of_a_survey_item')).exactOptional(),
    aspects: list('a_list_of_aspects', choice(surveyAspects)).exactOptional(),
    zh: scores,
    en: scores,
  }).transform(given => ({ ...without(given, 'label'), zh: given.zh ?? {}, en: given.en ?? {} })),
  identity: table => JSON.stringify([table.id, table.client ?? '']),
};

/** Reasons are the same by code, scope and first day. */
export const reasons: ObjectKind<Reason> = {
  title: titled('reason', 'code'),
  shape: record('a_reason', {
    ...dated,
    code: words('a_code'),
    party: words(suchAs('the_party_at_fault', 'carrier', 'client', 'force_majeure')),
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
  shape: record('a_source', {
    id: words('a_name'),
    label: label.exactOptional(),
    client: words('a_client_code_or_star'),
    site: words('a_site_code').exactOptional(),
    fact: factName,
    every: choice(['day', 'week', 'month']),
    due: words(suchAs('when_it_is_due', '"the next day 12:00"')).exactOptional(),
    fields: filled(suchAs('a_list_of_fields', '[pod_returned_at]'), words('a_field')).exactOptional(),
    covers: expression.exactOptional(),
  }).transform(given => without(given, 'label')),
  identity: source => source.id,
};

/** Own fields are the same by fact and id. */
export const fields: ObjectKind<OwnField> = {
  title: titled('own field', 'id'),
  shape: record('an_own_field', {
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
  shape: record('a_rate', {
    from_currency: words(suchAs('a_currency', 'USD')),
    to: words(suchAs('a_currency', 'CNY')),
    rate: level,
    from: day.exactOptional(),
    label: label.exactOptional(),
  }).transform(given => without(given, 'label')),
  identity: rate => JSON.stringify([rate.from_currency, rate.to, rate.from ?? '']),
};
