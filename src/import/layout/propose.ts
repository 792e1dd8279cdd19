import type { Field } from '../../facts/field.js';
import type { FactKind } from '../../facts/kinds.js';
import { dateForms, decimalSign } from './guess.js';

/** A layout suggested by a file's headers and first rows. */
export interface Proposal {
  readonly fact: FactKind;
  readonly yaml: string;
  /** Headers that no field was found for. */
  readonly unused: readonly string[];
}

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

/** The kind whose fields the headers name best, laid out as YAML; undefined where no header names a field of any kind. */
export function proposal(file: Sampled, kinds: readonly FactKind[]): Proposal | undefined {
  const ranked = kinds
    .map(kind => ({ kind, found: matches(file.columns, kind) }))
    .map(each => ({ ...each, rank: each.found.length + 2 * each.found.filter(one => isOwnKey(one.field, each.kind)).length }))
    .toSorted((a, b) => b.rank - a.rank);
  const best = ranked[0];
  if (best === undefined || best.found.length === 0) return undefined;
  const used = new Set(best.found.map(match => match.at));
  const unused = file.columns.map(column => column.trim()).filter((column, at) => column !== '' && !used.has(at));
  return { fact: best.kind, yaml: layoutText(file, best.kind, best.found, unused), unused };
}

// The client is in every kind's key and says nothing about which kind it is.
const isOwnKey = (field: Field, kind: FactKind): boolean => field.name !== 'client' && kind.key.includes(field.name);

function layoutText(file: Sampled, kind: FactKind, found: readonly Match[], unused: readonly string[]): string {
  const samples = (at: number): readonly string[] => file.rows.map(row => row[at] ?? '');
  const missing = kind.key.filter(
    name =>
      !found.some(match => match.field.name === name) && kind.fields.find(field => field.name === name)?.initial === undefined,
  );
  const key = missing.map(name =>
    name === 'client'
      ? `  client: { const: CLIENT }  # write the client's code`
      : `  # ${name}: { column: … }  # needed: part of the key`,
  );
  const lines = [
    `layout: ${scalar(file.name)}`,
    `fact: ${kind.name}`,
    `format: ${file.format}`,
    ...(file.sheet === undefined ? [] : [`sheet: ${scalar(file.sheet)}`]),
    '# time_zone: Asia/Shanghai  # of times without one; left out, it is that of the site, the client or the workspace',
    'fields:',
    ...key,
    ...found.map(match => fieldLine(match, samples(match.at))),
    ...(unused.length === 0 ? [] : ['  # Not used:', ...unused.map(column => `  # …: { column: ${scalar(column)} }`)]),
  ];
  return `${lines.join('\n')}\n`;
}

function fieldLine({ field, column }: Match, samples: readonly string[]): string {
  const { settings, remark } = settingsOf(field, samples);
  const body = [`column: ${scalar(column)}`, ...settings].join(', ');
  return `  ${field.name}: { ${body} }${remark === undefined ? '' : `  # ${remark}`}`;
}

function settingsOf(field: Field, samples: readonly string[]): { settings: readonly string[]; remark?: string } {
  if (field.type === 'instant' || field.type === 'day') {
    const forms = dateForms(samples);
    if (forms === 'iso') return { settings: [] };
    if (forms === undefined)
      return { settings: ['format: dd/MM/yyyy'], remark: `write the form of dates such as ${sampleText(samples)}` };
    const [first = '', ...others] = forms;
    return others.length === 0
      ? { settings: [`format: ${scalar(first)}`] }
      : { settings: [`format: ${scalar(first)}`], remark: `or ${others.join(' or ')}` };
  }
  if (field.type === 'number') {
    const sign = decimalSign(samples);
    if (sign === 'plain') return { settings: [] };
    return sign === undefined
      ? { settings: [], remark: `not all are numbers: ${sampleText(samples)}` }
      : { settings: [`decimal: "${sign}"`] };
  }
  if (field.oneOf !== undefined) return choices(field.oneOf, samples);
  return { settings: [] };
}

/** Values that the field does not know are to be mapped; which is which only a person can say. */
function choices(allowed: readonly string[], samples: readonly string[]): { settings: readonly string[]; remark?: string } {
  const values = [...new Set(samples.map(sample => sample.trim()))].filter(
    value => value !== '' && !allowed.includes(value.toLowerCase()),
  );
  if (values.length === 0) return { settings: [] };
  const entries = values.slice(0, 12).map(value => `${scalar(value)}: ${allowed[0] ?? ''}`);
  return { settings: [`map: { ${entries.join(', ')} }`], remark: `choose from ${allowed.join(', ')}` };
}

const sampleText = (samples: readonly string[]): string =>
  [...new Set(samples.map(sample => sample.trim().replace(/\s+/g, ' ')))]
    .filter(sample => sample !== '')
    .slice(0, 3)
    .map(sample => sample.slice(0, 30))
    .join(', ');

/** A text as a YAML scalar in a flow map: plain where that cannot be misread. */
function scalar(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_ /.-]*$/u.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text) && !text.endsWith(' ')
    ? text
    : JSON.stringify(text);
}
