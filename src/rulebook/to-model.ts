import type { ExpectedSource, SourceCoverage } from '../facts/place.js';
import type { Expectation, Standard } from '../standards/standard.js';
import type { Scale } from '../weights/scale.js';
import type { Index, Node } from '../weights/tree.js';
import type { WrittenIndex, WrittenNode } from './shapes/index-tree.js';
import type { WrittenScale } from './shapes/scale.js';
import type { WrittenExpectation, WrittenStandard } from './shapes/standard.js';
import { without } from './without.js';

/** A standard without what was only written to be checked. */
export const asStandard = (standard: WrittenStandard): Standard => without(standard, 'levels');

/** An expectation without what was only written to be checked. */
export const asExpectation = (expectation: WrittenExpectation): Expectation => without(expectation, 'levels');

/** The scale of a metric: bands or a line. Nothing where it has neither, which is a fault found before. */
export function asScale({ bands, linear, ...rest }: WrittenScale): readonly Scale[] {
  if (linear !== undefined) return [{ ...rest, line: linear }];
  if (bands === undefined) return [];
  const made = bands.map(({ limits: [limit], score }) =>
    limit === undefined ? { score } : { comparator: limit[0], limit: limit[1], score },
  );
  return [{ ...rest, bands: made }];
}

/** What a source says that it covers; nothing where it names no field. */
export const asCoverage = ({ fields, ...source }: ExpectedSource): readonly SourceCoverage[] =>
  fields === undefined ? [] : [{ ...without(source, 'every', 'due'), fields }];

/** An index with its nodes as leaves and branches. */
export const asIndex = (index: WrittenIndex): Index => ({ ...index, tree: index.tree.map(asNode) });

function asNode({ id, metric, label, weight, children }: WrittenNode): Node {
  if (metric !== undefined) return { metric, weight };
  return { id: id ?? '', weight, children: (children ?? []).map(asNode), ...(label === undefined ? {} : { label }) };
}
