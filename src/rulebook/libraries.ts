import type { Measure, MeasureGroup } from '../standards/contract.js';
import { hasLevel } from '../standards/comparison.js';
import { inForce } from '../standards/in-force.js';
import type { Metric } from '../metrics/definition.js';
import { valueAt } from './check-shape.js';
import type { Entry } from './entry.js';
import { asMap, type Plain } from './plain.js';
import type { Rule } from './read.js';
import type { WrittenContract } from './shapes/contract.js';
import type { Library } from './shapes/library.js';
import { below } from './spot.js';
import { without } from './without.js';

/**
 * The standards of adopted libraries, each at its place in its file. What an earlier one of the list says of a metric goes before what
 * a later one does.
 */
export function adoptedStandards(libraries: readonly Rule<Library>[], adopted: readonly string[]): readonly Entry[] {
  const named = new Set<string>();
  return adopted.flatMap(name => {
    const library = libraries.find(({ value }) => value.id === name);
    const taken = library === undefined ? [] : standardsOf(library).filter(({ metric }) => !named.has(metric));
    for (const { metric } of taken) named.add(metric);
    return taken.map(({ entry }) => entry);
  });
}

/** The standards of a library by their metrics; they lie below those of the workspace, whoever wrote the library. */
function standardsOf({ value: { standards, source }, entry: { raw, spot } }: Rule<Library>): readonly {
  readonly metric: string;
  readonly entry: Entry;
}[] {
  return standards.map(({ metric }, at) => {
    const path = ['standards', at];
    const whole = below(spot, path);
    // A part of plain data is plain data, and the shape of a standard has found a map here.
    const own = asMap(valueAt(raw, path) as Plain);
    return {
      metric,
      entry: {
        raw: source === undefined || own['reference'] !== undefined ? own : { ...own, reference: source },
        spot: { ...whole, source: { ...whole.source, layer: 'packaged' } },
      },
    };
  });
}

/** A contract with the measures of the libraries that it adopts, each library a group behind its own ones. */
export function withAdopted<T extends WrittenContract>(
  contract: T,
  libraries: readonly Library[],
  metrics: readonly Metric[],
): T {
  const adopted = (contract.adopt ?? []).flatMap(name => libraries.filter(({ id }) => id === name));
  return adopted.reduce((so, library) => {
    const group = groupOf(so, library, metrics);
    return group.metrics.length === 0 ? so : { ...so, measures: [...so.measures, group] };
  }, contract);
}

/** What a contract takes up of a library: the levels in force on its first day, of metrics that it does not name itself. */
function groupOf(
  { scope, from, measures }: WrittenContract,
  { label, source, standards }: Library,
  metrics: readonly Metric[],
): WrittenContract['measures'][number] {
  const named = new Set(measures.flatMap(group => group.metrics.map(({ metric }) => metric)));
  const isForOthers = (id: string): boolean => {
    const only = metrics.find(one => one.id === id)?.scope;
    return only !== undefined && (scope.client === undefined || !only.client.includes(scope.client));
  };
  const offered = [...new Set(standards.map(({ metric }) => metric))].filter(id => !named.has(id) && !isForOthers(id));
  return {
    group: label,
    metrics: offered.flatMap(metric => {
      const levels = standards.filter(one => one.metric === metric && hasLevel(one));
      const standard = inForce(levels, { client: scope.client ?? '', segment: scope.segment }, from);
      if (standard === undefined) return [];
      const { levels: written, ...rest } = standard;
      const reference = standard.reference ?? source;
      const measure: Measure = {
        ...without(rest, 'from', 'until', 'scope', 'params', 'reference', 'contract'),
        scope: {},
        ...(reference === undefined ? {} : { reference }),
      };
      return [{ ...measure, levels: written }];
    }),
  } satisfies MeasureGroup;
}
