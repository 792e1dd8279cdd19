import type { Field } from '../../facts/field.js';
import type { FactKind } from '../../facts/kinds.js';
import type { LayoutProposal, ProposedField } from '../../faults/proposal.js';
import { dateForms, decimalSign } from './guess.js';

/** What is known of the file besides its headers. */
export interface Sampled {
  readonly name: string;
  readonly format: string;
  readonly sheet?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface Match {
  readonly field: Field;
  readonly column: string;
  readonly at: number;
}

const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./()#:*]+/g, ' ')
    .trim();

/** How well a header names a field: by its id or labels, by an alias; 0 where it does not. */
function headerMatch(header: string, field: Field): number {
  if ([field.name, field.en, field.zh].some(name => plainName(name) === header)) return 3;
  return field.aliases.some(alias => plainName(alias) === header) ? 2 : 0;
}

/** Each header with the field it names best; a field takes one header. */
function matches(columns: readonly string[], kind: FactKind): readonly Match[] {
  const headers = columns.map(plainName);
  const pairs = kind.fields.flatMap(field =>
    headers.flatMap((header, at) => {
      const score = header === '' ? 0 : headerMatch(header, field);
      return score === 0 ? [] : [{ field, column: columns[at]?.trim() ?? '', at, score }];
    }),
  );
  const taken = new Set<string | number>();
  const found: Match[] = [];
  for (const { field, column, at } of pairs.toSorted((a, b) => b.score - a.score || a.at - b.at)) {
    if (taken.has(field.name) || taken.has(at)) continue;
    taken.add(field.name).add(at);
    found.push({ field, column, at });
  }
  return found.toSorted((a, b) => kind.fields.indexOf(a.field) - kind.fields.indexOf(b.field));
}

/** The kind whose fields the headers name best, as a layout; undefined where no header names a field of any kind. */
export function proposal(file: Sampled, kinds: readonly FactKind[]): LayoutProposal | undefined {
  const ranked = kinds
    .map(kind => ({ kind, found: matches(file.columns, kind) }))
    .map(each => ({ ...each, rank: each.found.length + 2 * each.found.filter(one => isOwnKey(one.field, each.kind)).length }))
    .toSorted((a, b) => b.rank - a.rank);
  const best = ranked[0];
  if (best === undefined || best.found.length === 0) return undefined;
  const used = new Set(best.found.map(match => match.at));
  const unused = file.columns.map(column => column.trim()).filter((column, at) => column !== '' && !used.has(at));
  const { name: layout, format, sheet } = file;
  return {
    layout,
    fact: best.kind.name,
    format,
    ...(sheet === undefined ? {} : { sheet }),
    unmapped: unmapped(best.kind, best.found),
    fields: best.found.map(({ field, column, at }) => ({
      field: field.name,
      column,
      ...settingsOf(
        field,
        file.rows.map(row => row[at] ?? ''),
      ),
    })),
    unused,
  };
}

// The client is in every kind's key and says nothing about which kind it is.
const isOwnKey = (field: Field, kind: FactKind): boolean => field.name !== 'client' && kind.key.includes(field.name);

/** Fields of the key that no header names and that nothing is taken for. */
const unmapped = (kind: FactKind, found: readonly Match[]): readonly string[] =>
  kind.key.filter(
    name =>
      !found.some(match => match.field.name === name) && kind.fields.find(field => field.name === name)?.initial === undefined,
  );

type Settings = Omit<ProposedField, 'field' | 'column'>;

function settingsOf(field: Field, samples: readonly string[]): Settings {
  if (field.type === 'instant' || field.type === 'day') {
    const forms = dateForms(samples);
    if (forms === 'iso') return {};
    if (forms === undefined) return { format: 'dd/MM/yyyy', remark: { is: 'dates_unread', samples: shown(samples) } };
    const [format = '', ...others] = forms;
    return { format, ...(others.length === 0 ? {} : { remark: { is: 'other_forms', forms: others } }) };
  }
  if (field.type === 'number') {
    const decimal = decimalSign(samples);
    if (decimal === 'plain') return {};
    return decimal === undefined ? { remark: { is: 'not_all_numbers', samples: shown(samples) } } : { decimal };
  }
  return field.oneOf === undefined ? {} : choices(field.oneOf, samples);
}

/** Values that the field does not know are to be mapped; which is which only a person can say. */
function choices(allowed: readonly string[], samples: readonly string[]): Settings {
  const values = [...new Set(samples.map(sample => sample.trim()))].filter(
    value => value !== '' && !allowed.includes(value.toLowerCase()),
  );
  if (values.length === 0) return {};
  const map = values.slice(0, 12).map(value => [value, allowed[0] ?? ''] as const);
  return { map, remark: { is: 'choose_from', allowed } };
}

/** A few of the samples, each on one line and short. */
const shown = (samples: readonly string[]): readonly string[] =>
  [...new Set(samples.map(sample => sample.trim().replace(/\s+/g, ' ')))]
    .filter(sample => sample !== '')
    .slice(0, 3)
    .map(sample => sample.slice(0, 30));
