import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { factKind } from '../../src/facts/kinds.js';

type Plain = Readonly<Record<string, unknown>>;

const memberships = ['passed', 'failed', 'excluded', 'undetermined', 'undated', 'outside'];
const beside = ['of', 'why', 'excluded', 'membership'];
const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z?$/;
const decimal = /^-?\d+(\.\d+)?$/;
const fraction = /^-?\d+(\/\d+)?$/;

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const casesFolder = new URL('./', import.meta.url);
const configFolder = new URL('../../config/', import.meta.url);
const yamlIn = (folder: URL): string[] => readdirSync(folder).filter(name => name.endsWith('.yaml'));
// Both are files of this repository; what they hold is what these tests look at.
const read = (folder: URL, name: string): Plain => parse(readFileSync(new URL(name, folder), 'utf8')) as Plain;
const listed = (value: unknown): readonly Plain[] => (Array.isArray(value) ? (value as readonly Plain[]) : []);
const codes = new Set(listed(read(configFolder, 'reasons.yaml')['reasons']).map(reason => reason['code']));

const metricsFolder = new URL('metrics/', configFolder);
const metrics = new Map(
  yamlIn(metricsFolder)
    .flatMap(name => listed(read(metricsFolder, name)['metrics']))
    .map(metric => [textOf(metric['id']), metric]),
);

/** Every term's kind and grouping, whatever the metric's kind. */
const termsOf = (metric: Plain): readonly Plain[] =>
  metric['kind'] === 'ratio' ? [...listed(metric['numerator']), ...listed(metric['denominator'])] : [metric];

describe('the case files', () => {
  it('are one for each packaged metric', () => {
    const named = yamlIn(casesFolder).map(name => name.replace('.yaml', ''));
    expect(named.sort()).to.deep.equal([...metrics.keys()].sort());
  });

  for (const name of yamlIn(casesFolder)) {
    it(`${name} says only what a case can say`, () => {
      const found = faultsOf(name, read(casesFolder, name));
      expect(found).to.deep.equal([]);
    });
  }
});

function faultsOf(file: string, given: Plain): readonly string[] {
  const metric = metrics.get(textOf(given['metric']));
  if (metric === undefined || `${textOf(given['metric'])}.yaml` !== file) return [`names metric ${textOf(given['metric'])}`];
  if (typeof given['clause'] !== 'string') return ['names no clause'];
  if (metric['kind'] === 'formula') return listed(given['examples']).flatMap(example => valueFaults(example['value']));
  const kinds = [...new Set(termsOf(metric).map(term => textOf(term['of'])))];
  const facts = listed(given['facts']);
  return [
    ...facts.flatMap((fact, i) => factFaults(fact, kinds).map(fault => `fact ${i + 1} ${fault}`)),
    ...membershipFaults(metric, given, facts),
    ...valueFaults(given['value']),
    ...['numerator', 'denominator'].flatMap(side =>
      given[side] === undefined || decimal.test(textOf(given[side])) ? [] : [`${side} is not a decimal`],
    ),
  ];
}

const valueFaults = (value: unknown): readonly string[] =>
  value === null || (typeof value === 'string' && fraction.test(value)) ? [] : ['value is not a fraction text or null'];

function factFaults(fact: Plain, kinds: readonly string[]): readonly string[] {
  if (fact['of'] === undefined && kinds.length > 1) return ['names no kind'];
  const kind = factKind(textOf(fact['of'] ?? kinds[0]));
  if (kind === undefined || !kinds.includes(kind.name)) return ['is of a kind the metric does not read'];
  const faults = Object.entries(fact).flatMap(([name, value]) => {
    const field = kind.fields.find(known => known.name === name);
    if (field === undefined) return beside.includes(name) ? [] : [`has an unknown key ${name}`];
    const good = {
      instant: () => instantText.test(textOf(value)),
      day: () => false,
      number: () => decimal.test(textOf(value)),
      text: () => typeof value === 'string' && (field.oneOf?.includes(value) ?? true),
      boolean: () => typeof value === 'boolean',
    }[field.type]();
    return good ? [] : [`has a bad ${name}`];
  });
  if (fact['excluded'] !== undefined && !codes.has(fact['excluded'])) faults.push('is excluded for an unknown reason');
  if (fact['membership'] !== undefined && !memberships.includes(textOf(fact['membership'])))
    faults.push('has no such membership');
  return faults;
}

/** Each fact, or each group, says what it must be. */
function membershipFaults(metric: Plain, given: Plain, facts: readonly Plain[]): readonly string[] {
  const terms = termsOf(metric);
  const groups = listed(given['groups']);
  if (terms.every(term => term['per'] !== undefined) && new Set(terms.map(term => term['of'])).size === 1) {
    const bad = groups.filter(group => !Array.isArray(group['key']) || !memberships.includes(textOf(group['membership'])));
    return groups.length === 0 || bad.length > 0 ? ['groups lack a key or a membership'] : [];
  }
  const alone = new Set(terms.filter(term => term['per'] === undefined).map(term => term['of']));
  const silent = facts.filter(fact => alone.has(fact['of'] ?? terms[0]?.['of']) && fact['membership'] === undefined);
  return silent.length > 0 ? [`${silent.length} facts without a membership`] : [];
}
