import { z } from 'zod';
import type { Label } from '../../facts/label.js';
import type { Level } from '../../standards/standard.js';
import type { Amplifier, Index } from '../../weights/tree.js';
import type { ObjectKind } from '../kind.js';
import { titled } from '../kind.js';
import { choice, day, expression, id, label, level, list, named, record, share, words } from '../shape.js';
import { suchAs } from '../../faults/phrase.js';

/** A node as written: a leaf has a metric, a branch an id and children. */
export interface WrittenNode {
  readonly id?: string;
  readonly metric?: string;
  readonly label?: Label;
  readonly weight: Level;
  readonly children?: readonly WrittenNode[];
}

/** An index as written. */
export type WrittenIndex = Omit<Index, 'tree'> & { readonly tree: readonly WrittenNode[] };

const node: z.ZodType<WrittenNode> = z.lazy(() =>
  record('a_leaf_or_branch', {
    id: id.exactOptional(),
    metric: words('the_id_of_a_metric').exactOptional(),
    label: label.exactOptional(),
    weight: share,
    children: list('a_list_of_nodes', node).exactOptional(),
  }),
);

const amplifier: z.ZodType<Amplifier> = record(suchAs('an_amplifier', '{ metric, factor, at_most }'), {
  metric: words('the_id_of_a_metric'),
  factor: expression,
  at_most: level,
});

const written = record('an_index', {
  id,
  label: label.exactOptional(),
  from: day.exactOptional(),
  until: day.exactOptional(),
  scope: record(suchAs('a_scope', '{ client: ACME }'), {
    client: words('a_client_code').exactOptional(),
    segment: words('a_segment').exactOptional(),
  }).exactOptional(),
  provenance: named(suchAs('the_origin_of_weights', '{ method: survey, wave: 2026-H1 }'), words('text')).exactOptional(),
  on_missing: choice(['renormalise', 'propagate']).exactOptional(),
  min_coverage: share.exactOptional(),
  tree: list('a_list_of_nodes', node),
  amplify: list('a_list_of_amplifiers', amplifier).exactOptional(),
});

const scopeText = ({ scope = {} }: WrittenIndex): string => JSON.stringify([scope.client ?? '', scope.segment ?? '']);

/** Indexes are the same by id, scope and first day; one of the workspace that names no day holds always. */
export const indexes: ObjectKind<WrittenIndex> = {
  title: titled('index', 'id'),
  shape: written.transform(given => ({
    ...given,
    label: given.label ?? { en: given.id, zh: given.id },
    on_missing: given.on_missing ?? 'renormalise',
    min_coverage: given.min_coverage ?? { text: '0%', value: 0 },
    amplify: given.amplify ?? [],
  })),
  identity: index => JSON.stringify([index.id, scopeText(index), index.from ?? '']),
  replaces: (ours, packaged) => ours.from === undefined && ours.id === packaged.id && scopeText(ours) === scopeText(packaged),
};
