import type { Rulebook } from '../evaluation/rulebook.js';
import type { Label } from '../facts/label.js';
import type { OwnField } from '../facts/kinds.js';
import type { Fault } from '../faults/fault.js';
import type { Client, ExpectedSource } from '../facts/place.js';
import type { Metric } from '../metrics/definition.js';
import { type Definition, writtenOut } from '../metrics/definitions.js';
import { resolveDefinitions, type ResolvedDefinitions } from '../metrics/resolve-definitions.js';
import { calendarFaults } from './checks/calendars.js';
import { calendarEndFaults } from './checks/working-days.js';
import { creditFaults } from './checks/credits.js';
import { consequenceFaults, quadrantFaults, selfAuditFaults } from './checks/improvement.js';
import { branchesOf, indexRuleFaults } from './checks/indexes.js';
import { jobFaults } from './checks/jobs.js';
import { missingStandards } from './checks/libraries.js';
import type { KnownObjects } from './checks/known-objects.js';
import { contractFaults, repeatedStandard } from './checks/contracts.js';
import { unscoredMeasures } from './checks/measure-scales.js';
import { definitionFaults } from './checks/definitions.js';
import { metricRuleFaults, withUnits } from './checks/metrics.js';
import { fieldFaults, sourceFaults } from './checks/places.js';
import { scaleFaults } from './checks/scales.js';
import { expectationFaults, standardFaults } from './checks/standards.js';
import { phraseTableFaults, surveyFaultsOf } from './checks/surveys.js';
import { type ConcernedFault, concerning, settingsConcern } from './concern.js';
import { settingsFile } from './find-workspace.js';
import { fromContracts } from './contracts.js';
import { type RulesToWord, wordContracts } from './contract-rules.js';
import { adoptedStandards } from './libraries.js';
import { withOwners } from './metrics-of-contracts.js';
import type { Entry } from './entry.js';
import type { Gathered } from './gather.js';
import { objectKinds } from './kinds.js';
import { asMap } from './plain.js';
import { faultsFound, type Layered, readLayered } from './read.js';
import type { ReadSettings } from './read-settings.js';
import { asCalendar } from './shapes/calendar.js';
import type { WrittenContract } from './shapes/contract.js';
import type { Job } from './shapes/job.js';
import type { Library } from './shapes/library.js';
import type { WrittenStandard } from './shapes/standard.js';
import { asCoverage, asExpectation, asIndex, asScale, asStandard } from './to-model.js';

/** The rules of a workspace, understood, and everything that is wrong with them. */
export interface ReadRules {
  readonly rulebook: Omit<Rulebook, 'clients' | 'sites'>;
  readonly toWord: RulesToWord;
  readonly sources: readonly ExpectedSource[];
  readonly jobs: readonly Job[];
  readonly calendarLabels: ReadonlyMap<string, Label>;
  readonly ownDefinitions: ReadonlySet<string>;
  readonly faults: readonly ConcernedFault[];
}

/** Reads every object of config, lays the workspace's over the packaged ones, and checks what they say of each other. */
export async function readRules({ entries, layouts }: Gathered, readSettings: ReadSettings): Promise<ReadRules> {
  const read = layeredKinds(entries, readSettings.settings.adopt ?? []);
  const metrics = ownedMetrics(read, readSettings.settings.clients ?? []);
  const resolved = resolveDefinitions(values(read.definitions), values(read.fields));
  const computed = metrics.rules.map(rule => writtenOut(rule.value, resolved.definitions));
  const toWord = { metrics: values(metrics), definitions: values(read.definitions), fields: values(read.fields) };
  const written = { metrics: metrics.rules, definitions: read.definitions.rules };
  const known = whatIsKnown(entries, layouts, readSettings, { metrics: computed, fields: values(read.fields), resolved });
  await wordContracts(values(read.contracts), toWord);
  const branches = read.indexes.rules.flatMap(rule => branchesOf(rule.value.tree));
  const rulebook = withContracts(rulebookOf(read, computed), values(read.contracts), values(read.libraries), toWord);
  return {
    rulebook,
    toWord,
    sources: values(read.sources),
    jobs: values(read.jobs),
    calendarLabels: new Map(values(read.calendars).flatMap(({ id, label }) => (label === undefined ? [] : [[id, label]]))),
    ownDefinitions: ownDefinitions(read.definitions),
    faults: [
      ...Object.values(read).flatMap(kind => kind.faults),
      ...metrics.faults,
      ...faultsFound({ key: 'metrics', rules: metrics.rules, partial: withUnits(read.metrics.partial).rules }, rule =>
        metricRuleFaults(rule, known),
      ),
      ...faultsFound(read.definitions, rule => definitionFaults(rule, written, resolved, known)),
      ...faultsFound(read.contracts, rule => contractFaults(rule, read.contracts.rules, known, toWord)),
      ...faultsFound(read.contracts, rule => calendarEndFaults(rule, known, values(read.calendars), toWord)),
      ...(read.scales.faults.length > 0
        ? []
        : faultsFound(read.contracts, rule => unscoredMeasures(rule, values(read.scales), known))),
      ...faultsAmong(read, known),
      ...faultsFound({ ...read.standards, partial: [] }, rule =>
        repeatedStandard(rule, asStandard(rule.value), rulebook.contracts ?? []),
      ),
      ...faultsFound(inLibraries(read), rule => standardFaults(rule, known)),
      ...concerning(
        settingsConcern(settingsFile),
        readSettings.check({ calendars: known.calendarIds, branches, libraries: known.idsOfLibraries }),
      ),
      ...concerning(
        settingsConcern(settingsFile),
        read.standards.faults.length > 0 ? [] : statusFaults(readSettings, rulebook, entries),
      ),
    ],
  };
}

/** The ids of the definitions whose expression is not that of the packaged one; one with other words or parameters alone is none of them. */
function ownDefinitions({ rules, entries }: Layered<Definition>): ReadonlySet<string> {
  const packaged = entries.filter(({ spot }) => spot.source.layer === 'packaged').map(({ raw }) => asMap(raw));
  const own = rules.filter(({ value: { id, is } }) => !packaged.some(one => one['id'] === id && one['is'] === is));
  return new Set(own.map(({ value }) => value.id));
}

/** The objects of every kind; their faults are listed in this order. */
function layeredKinds(entries: Gathered['entries'], adopted: readonly string[]) {
  const libraries = readLayered('libraries', objectKinds.libraries, entries.libraries);
  return {
    libraries,
    metrics: readLayered('metrics', objectKinds.metrics, entries.metrics),
    definitions: readLayered('definitions', objectKinds.definitions, entries.definitions),
    contracts: readLayered('contracts', objectKinds.contracts, entries.contracts),
    standards: readLayered('standards', objectKinds.standards, [
      ...adoptedStandards(libraries.rules, adopted),
      ...entries.standards,
    ]),
    expectations: readLayered('expectations', objectKinds.expectations, entries.expectations),
    scales: readLayered('scales', objectKinds.scales, entries.scales),
    indexes: readLayered('indexes', objectKinds.indexes, entries.indexes),
    calendars: readLayered('calendars', objectKinds.calendars, entries.calendars),
    phrases: readLayered('phrases', objectKinds.phrases, entries.phrases),
    reasons: readLayered('reasons', objectKinds.reasons, entries.reasons),
    sources: readLayered('sources', objectKinds.sources, entries.sources),
    fields: readLayered('fields', objectKinds.fields, entries.fields),
    rates: readLayered('rates', objectKinds.rates, entries.rates),
    jobs: readLayered('jobs', objectKinds.jobs, entries.jobs),
    surveys: readLayered('surveys', objectKinds.surveys, entries.surveys),
    consequences: readLayered('consequences', objectKinds.consequences, entries.consequences),
    quadrants: readLayered('quadrants', objectKinds.quadrants, entries.quadrants),
    credits: readLayered('credits', objectKinds.credits, entries.credits),
    self_audit: readLayered('self_audit', objectKinds.self_audit, entries.self_audit),
    self_audit_questions: readLayered('self_audit_questions', objectKinds.self_audit_questions, entries.self_audit_questions),
  };
}

/** The metrics with their units, and with the clients of whose contracts alone they are. */
function ownedMetrics(read: LayeredKinds, clients: readonly Client[]): ReturnType<typeof withUnits> {
  const { rules, faults } = withUnits(read.metrics.rules);
  const packaged = read.metrics.entries.filter(({ spot }) => spot.source.layer === 'packaged');
  const naming = {
    contracts: values(read.contracts),
    standards: values(read.standards),
    expectations: values(read.expectations),
    scales: values(read.scales),
    consequences: values(read.consequences),
    indexes: values(read.indexes),
    credits: values(read.credits),
  };
  return { rules: withOwners(rules, new Set(names(packaged, 'id')), naming, clients), faults };
}

/** Standards of libraries that the workspace wrote or its contracts adopt; those that it adopts itself are among its standards. */
function inLibraries({ libraries, contracts }: LayeredKinds): Layered<WrittenStandard> {
  const adopted = values(contracts).flatMap(({ adopt = [] }) => adopt);
  const checked = libraries.rules.filter(
    ({ value, entry }) => entry.spot.source.layer !== 'packaged' || adopted.includes(value.id),
  );
  const entries = checked.flatMap(library => adoptedStandards([library], [library.value.id]));
  return readLayered('standards', objectKinds.standards, entries);
}

type LayeredKinds = ReturnType<typeof layeredKinds>;

/** What must be understood before the rest of config can be checked: metrics as they are computed, fields, definitions. */
interface Understood {
  readonly metrics: readonly Metric[];
  readonly fields: readonly OwnField[];
  readonly resolved: ResolvedDefinitions;
}

function whatIsKnown(
  entries: Gathered['entries'],
  layouts: Gathered['layouts'],
  { settings, whole, registersSites }: ReadSettings,
  { metrics, fields, resolved }: Understood,
): KnownObjects {
  return {
    metrics: new Map(metrics.map(metric => [metric.id, metric])),
    metricIds: names(entries.metrics, 'id'),
    definitions: resolved.definitions,
    faultyDefinitions: new Set(resolved.faults.keys()),
    calendarIds: names(entries.calendars, 'id'),
    ...(settings.clients === undefined ? {} : { clients: settings.clients }),
    ...(whole && registersSites ? { sites: settings.sites } : {}),
    fields,
    arePlacesKnown: whole,
    registersClients: settings.on_unknown_client === 'register',
    idsOfLibraries: names(entries.libraries, 'id'),
    layoutNames: layouts.flatMap(({ raw: { layout } }) => (typeof layout === 'string' ? [layout] : [])),
    jobIds: names(entries.jobs, 'id'),
  };
}

/** What the rules other than metrics say of each other that cannot be. */
function faultsAmong(read: LayeredKinds, known: KnownObjects): readonly ConcernedFault[] {
  const questionIds = names(read.self_audit_questions.entries, 'id');
  return [
    ...faultsFound(read.standards, rule => standardFaults(rule, known)),
    ...faultsFound(read.expectations, rule => expectationFaults(rule, known)),
    ...faultsFound(read.scales, rule => scaleFaults(rule, known)),
    ...faultsFound(read.indexes, rule => indexRuleFaults(rule, known)),
    ...faultsFound(read.calendars, rule => calendarFaults(rule)),
    ...faultsFound(read.phrases, rule => phraseTableFaults(rule)),
    ...faultsFound(read.sources, rule => sourceFaults(rule, known)),
    ...faultsFound(read.fields, rule => fieldFaults(rule)),
    ...faultsFound(read.consequences, rule => consequenceFaults(rule, known)),
    ...faultsFound(read.quadrants, rule => quadrantFaults(rule, known)),
    ...faultsFound(read.credits, rule => creditFaults(rule, known)),
    ...faultsFound(read.self_audit, rule => selfAuditFaults(rule, known, questionIds)),
    ...faultsFound(read.jobs, rule => jobFaults(rule, read.jobs, known)),
    ...faultsFound(read.surveys, rule => surveyFaultsOf(rule, known)),
  ];
}

function rulebookOf(read: LayeredKinds, metrics: readonly Metric[]): ReadRules['rulebook'] {
  const covering = values(read.sources).flatMap(asCoverage);
  return {
    metrics,
    standards: read.standards.rules.map(rule => asStandard(rule.value)),
    expectations: read.expectations.rules.map(rule => asExpectation(rule.value)),
    scales: read.scales.rules.flatMap(rule => asScale(rule.value)),
    indexes: read.indexes.rules.map(rule => asIndex(rule.value)),
    calendars: values(read.calendars).map(asCalendar),
    phrases: values(read.phrases),
    reasons: values(read.reasons),
    fields: values(read.fields),
    rates: values(read.rates),
    ...improvementRules(read),
    ...(read.surveys.rules.length === 0 ? {} : { surveys: values(read.surveys) }),
    ...(covering.length === 0 ? {} : { coverage: covering }),
  };
}

/** The rules with what follows from contracts; without any they are what they were. */
function withContracts(
  rules: ReadRules['rulebook'],
  contracts: readonly WrittenContract[],
  libraries: readonly Library[],
  toWord: RulesToWord,
): ReadRules['rulebook'] {
  if (contracts.length === 0) return rules;
  const from = fromContracts(contracts, libraries, toWord);
  const credits = [...(rules.credits ?? []), ...from.credits];
  return {
    ...rules,
    standards: [...rules.standards, ...from.standards],
    indexes: [...rules.indexes, ...from.indexes],
    ...(credits.length === 0 ? {} : { credits }),
    contracts: from.contracts,
    wordings: from.wordings,
  };
}

/** What `check` says where clients have no standard; where config is at fault, some of it may be there and not understood. */
const statusFaults = (
  { settings, whole }: ReadSettings,
  { standards }: ReadRules['rulebook'],
  entries: Gathered['entries'],
): readonly Fault[] => (whole ? missingStandards(settings, standards, entries.contracts.length) : []);

/** What improvement is configured with; a part that is not configured is no member, and changes no rulebook. */
function improvementRules({
  consequences,
  quadrants,
  credits,
  self_audit,
  self_audit_questions,
}: LayeredKinds): Pick<Rulebook, 'consequences' | 'quadrants' | 'credits' | 'self_audit' | 'self_audit_questions'> {
  return {
    ...(consequences.rules.length === 0 ? {} : { consequences: values(consequences) }),
    ...(quadrants.rules.length === 0 ? {} : { quadrants: values(quadrants) }),
    ...(credits.rules.length === 0 ? {} : { credits: values(credits) }),
    // The questions matter where there are answers.
    ...(self_audit.rules.length === 0
      ? {}
      : { self_audit: values(self_audit), self_audit_questions: values(self_audit_questions) }),
  };
}

const values = <T>({ rules }: Pick<Layered<T>, 'rules'>): readonly T[] => rules.map(rule => rule.value);

/** The names of all objects, broken ones included. */
function names(entries: readonly Entry[], key: string): readonly string[] {
  return [...new Set(entries.flatMap(entry => asMap(entry.raw)[key] ?? []).filter(name => typeof name === 'string'))];
}
