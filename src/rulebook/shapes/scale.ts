import type { Exact } from '../../facts/exact.js';
import type { Dated, Level } from '../../standards/standard.js';
import type { ObjectKind } from '../kind.js';
import { dated, filled, label, level, list, record, score, words } from '../shape.js';
import { without } from '../without.js';
import { ruleIdentity, ruleReplaces, ruleTitle } from './standard.js';
import { messageOf } from '../../faults/expected.js';
import { suchAs, verbatim } from '../../faults/phrase.js';

/** The comparators of a band's limit. */
const bandComparators = ['at_least', 'more_than', 'at_most', 'less_than'] as const;
export type BandComparator = (typeof bandComparators)[number];

/** A band with every limit it was written with: more than one is a fault, found later. */
export interface WrittenBand {
  readonly limits: readonly (readonly [BandComparator, Level])[];
  readonly score: Exact;
}

/** A scale as written: bands, a line, both or neither. */
export type WrittenScale = Dated & {
  readonly metric: string;
  readonly bands?: readonly WrittenBand[];
  readonly linear?: { readonly floor: Level; readonly target: Level; readonly scores: readonly [Exact, Exact] };
};

const band = record(suchAs('a_band', '{ at_least: "98%", score: 9 }'), {
  at_least: level.exactOptional(),
  more_than: level.exactOptional(),
  at_most: level.exactOptional(),
  less_than: level.exactOptional(),
  score,
  label: label.exactOptional(),
}).transform(
  (given): WrittenBand => ({
    limits: bandComparators.flatMap(key => (given[key] === undefined ? [] : [[key, given[key]] as const])),
    score: given.score,
  }),
);

const twoScores = list(suchAs('two_scores', '[1, 10]'), score).transform((scores, context): readonly [Exact, Exact] => {
  const [low, high, ...more] = scores;
  if (low === undefined || high === undefined || more.length > 0) {
    context.addIssue({ code: 'custom', message: messageOf(suchAs('two_scores', '[1, 10]')) });
  }
  return [low ?? 1, high ?? 10];
});

const linear = record(verbatim('{ floor: "6.50", target: "4.00", scores: [1, 10] }'), {
  floor: level,
  target: level,
  scores: twoScores.exactOptional(),
}).transform(given => ({ ...given, scores: given.scores ?? ([1, 10] as const) }));

const written = record('a_scale', {
  ...dated,
  metric: words('the_id_of_a_metric'),
  bands: filled('a_list_of_bands', band).exactOptional(),
  linear: linear.exactOptional(),
});

/** Scales, scoped and dated like standards. */
export const scales: ObjectKind<WrittenScale> = {
  title: ruleTitle('scale'),
  shape: written.transform(given => ({ ...without(given, 'label'), scope: given.scope ?? {} })),
  scoped: true,
  identity: ruleIdentity,
  replaces: ruleReplaces,
};
