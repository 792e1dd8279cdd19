import { expect } from 'chai';
import fc from 'fast-check';
import type { Rulebook } from '../../src/evaluation/rulebook.js';
import { compare, decimalText, divide, exact, type Exact, fraction, subtract, sum } from '../../src/facts/exact.js';
import { indexScore, type IndexScore, type ScoredNode } from '../../src/weights/index-score.js';
import { score } from '../../src/weights/score.js';
import { type Index, isLeaf, type Node } from '../../src/weights/tree.js';
import { packagedRules, runCount } from '../support/tallying.js';

const level = (value: Exact): { text: string; value: Exact } => ({ text: decimalText(value), value });

/** Sibling nodes whose weights add up to 1; leaves are named by their place in the tree. */
const siblings = (depth: number): fc.Arbitrary<readonly Node[]> =>
  fc
    .array(
      fc.tuple(
        fc.integer({ min: 0, max: 9 }),
        depth === 0 ? fc.constant(undefined) : fc.option(siblings(depth - 1), { nil: undefined }),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .filter(drawn => drawn.some(([weight]) => weight > 0))
    .map(drawn => {
      const total = drawn.reduce((whole, [weight]) => whole + weight, 0);
      return drawn.map(([weight, children], i): Node => {
        const share = level(divide(weight, total));
        return children === undefined
          ? { metric: `m${i}`, weight: share }
          : { id: `n${i}`, weight: share, children: prefixed(`n${i}`, children) };
      });
    });

const prefixed = (by: string, nodes: readonly Node[]): readonly Node[] =>
  nodes.map(node =>
    isLeaf(node)
      ? { ...node, metric: `${by}.${node.metric}` }
      : { ...node, id: `${by}.${node.id}`, children: prefixed(by, node.children) },
  );

const leaves = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap(node => (isLeaf(node) ? [node.metric] : leaves(node.children)));

const indexOf = (tree: readonly Node[], on_missing: Index['on_missing']): Index => ({
  id: 'index',
  label: { en: 'index', zh: 'index' },
  on_missing,
  min_coverage: level(0),
  tree,
  amplify: [],
});

interface Drawn {
  readonly tree: readonly Node[];
  readonly scores: ReadonlyMap<string, Exact | null>;
}

const drawn: fc.Arbitrary<Drawn> = siblings(2).chain(tree => {
  const scored = fc.option(
    fc.integer({ min: 100, max: 1000 }).map(hundredths => divide(hundredths, 100)),
    { nil: null, freq: 3 },
  );
  return fc
    .tuple(...leaves(tree).map(metric => scored.map(one => [metric, one] as const)))
    .map(pairs => ({ tree, scores: new Map(pairs) }));
});

const scored = (tree: readonly Node[], { scores }: Pick<Drawn, 'scores'>, on_missing: Index['on_missing']): IndexScore =>
  indexScore(
    indexOf(tree, on_missing),
    metric => ({ score: scores.get(metric) ?? null, onTrial: false }),
    () => null,
  );
const same = (a: Exact | null, b: Exact | null): boolean => (a === null || b === null ? a === b : compare(a, b) === 0);

describe('Law: an index', () => {
  for (const on_missing of ['renormalise', 'propagate'] as const) {
    it(`scores each node between its children's scores (${on_missing})`, () => {
      const between = (own: Exact | null, children: readonly ScoredNode[]): void => {
        const counted = children.flatMap(child =>
          child.score === null || compare(child.effective, 0) === 0 ? [] : [child.score],
        );
        for (const child of children) if (!isLeaf(child.node)) between(child.score, child.children);
        if (own === null) return;
        expect(
          counted.some(one => compare(one, own) <= 0) && counted.some(one => compare(one, own) >= 0),
          `${decimalText(own)} of ${counted.map(decimalText).join(' ')}`,
        ).to.equal(true);
        expect(decimalText(sum(children.map(child => child.effective)))).to.equal('1');
      };
      fc.assert(
        fc.property(drawn, given => {
          const { score: own, nodes } = scored(given.tree, given, on_missing);
          between(own, nodes);
        }),
        { numRuns: runCount(200) },
      );
    });
  }

  it('that renormalises scores a missing child like a tree without it', () => {
    const without = (nodes: readonly Node[], isMissing: (metric: string) => boolean): readonly Node[] =>
      nodes.flatMap((node): readonly Node[] => {
        if (isLeaf(node)) return isMissing(node.metric) ? [] : [node];
        const children = without(node.children, isMissing);
        return children.length === 0 ? [] : [{ ...node, children }];
      });
    fc.assert(
      fc.property(drawn, given => {
        const pruned = without(given.tree, metric => (given.scores.get(metric) ?? null) === null);
        expect(same(scored(given.tree, given, 'renormalise').score, scored(pruned, given, 'renormalise').score)).to.equal(true);
      }),
      { numRuns: runCount(200) },
    );
  });

  it('that propagates has a score only where every child of weight has one, and its coverage is then 1', () => {
    fc.assert(
      fc.property(drawn, given => {
        const { score: own, coverage } = scored(given.tree, given, 'propagate');
        const complete = compare(coverage, 1) === 0;
        expect(own !== null).to.equal(complete);
        if (complete) expect(same(own, scored(given.tree, given, 'renormalise').score)).to.equal(true);
      }),
      { numRuns: runCount(200) },
    );
  });

  it('covers the sum of the weights that had data', () => {
    const covered = (nodes: readonly Node[], scores: Drawn['scores']): number =>
      nodes.reduce((whole, node) => {
        const share = isLeaf(node) ? ((scores.get(node.metric) ?? null) === null ? 0 : 1) : covered(node.children, scores);
        return whole + Number(exactDouble(node.weight.value)) * share;
      }, 0);
    fc.assert(
      fc.property(drawn, given => {
        expect(exactDouble(scored(given.tree, given, 'renormalise').coverage)).to.be.closeTo(
          covered(given.tree, given.scores),
          1e-12,
        );
      }),
      { numRuns: runCount(200) },
    );
  });
});

const exactDouble = (value: Exact): number => Number(value.valueOf());

describe('Law: a packaged scale', () => {
  let rulebook: Rulebook;
  before(async () => {
    rulebook = await packagedRules();
  });

  it('never scores a better value worse', () => {
    const value = fc.oneof(
      fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 })).map(([a, b]) => divide(Math.min(a, b), b)),
      fc.integer({ min: -1000, max: 10_000 }).map(tenths => divide(tenths, 10)),
    );
    fc.assert(
      fc.property(value, value, (a, b) => {
        for (const scale of rulebook.scales) {
          const improves = rulebook.metrics.find(metric => metric.id === scale.metric)?.improves;
          const better =
            compare(a, b) >= 0 === (improves === 'up') ? [score(b, scale), score(a, scale)] : [score(a, scale), score(b, scale)];
          expect(
            compare(better[1] ?? 0, better[0] ?? 0),
            `${scale.metric}: ${decimalText(a)} and ${decimalText(b)}`,
          ).to.be.at.least(0);
        }
      }),
      { numRuns: runCount(100) },
    );
  });

  it('never scores a rate with a pass more worse', () => {
    const up = rulebook.scales.filter(scale =>
      rulebook.metrics.some(({ id, improves, kind }) => id === scale.metric && improves === 'up' && kind === 'proportion'),
    );
    expect(up.length).to.be.greaterThan(20);
    fc.assert(
      fc.property(fc.nat(30_000), fc.nat(30_000), (passed, failed) => {
        const [judged, more] = [passed + failed, passed + failed + 1];
        for (const scale of up) {
          const before = judged === 0 ? exact(1) : score(fraction(BigInt(passed), BigInt(judged)), scale);
          const after = score(fraction(BigInt(passed + 1), BigInt(more)), scale);
          expect(compare(subtract(after, before), 0), scale.metric).to.be.at.least(0);
        }
      }),
      { numRuns: runCount(100) },
    );
  });
});
