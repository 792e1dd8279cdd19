import type { IndexNode, IndexResult } from '../../contract/evaluation.js';
import { useTranslation } from '../language.js';
import type { Translation } from '../translation.js';
import { scoreText, numberText } from '../number.js';
import { filled } from '../words/en.js';
import { StatusShape } from './status.js';

const share = (part: number, { language }: Translation): string =>
  numberText('%', part, Math.abs(part * 100 - Math.round(part * 100)) < 1e-9 ? 0 : 1, language);

/** An index: its score, how much of its weight had data, and its branches. */
export function IndexCard({ index, linkTo }: { readonly index: IndexResult; readonly linkTo: (metric: string) => string }) {
  const translation = useTranslation();
  const { words, say } = translation;
  const { score, coverage, min_coverage: least, nodes } = index;
  // A tree that is cut at the client's depth does not say how much is covered below its last branches.
  const isWhole = Math.abs(coverageOf(nodes) - coverage) < 1e-6;
  return (
    <section class="card index-card" aria-label={say(index.label)}>
      <h3>{say(index.label)}</h3>
      <p class="index-score">
        {score === null ? <span class="no-score">{words.figures.noScore}</span> : <strong>{scoreText(score)}</strong>}
        {score !== null && <span class="quiet"> {words.figures.ofTen}</span>}
      </p>
      <p class="coverage">
        <span>{words.figures.coverage}</span>
        <span class="bar" aria-hidden="true">
          <span style={{ width: `${coverage * 100}%` }} />
        </span>
        <span>{share(coverage, translation)}</span>
      </p>
      {score === null && least !== undefined && (
        <p class="hint">{filled(words.figures.tooLittle, { least: share(least, translation) })}</p>
      )}
      <details>
        <summary>{words.clientPage.tree}</summary>
        <p class="hint">{words.weights.legend}</p>
        <ul class="tree">
          {nodes.map(node => (
            <Node key={node.id} node={node} linkTo={linkTo} isWhole={isWhole} />
          ))}
        </ul>
      </details>
    </section>
  );
}

interface NodeProps {
  readonly node: IndexNode;
  readonly linkTo: (metric: string) => string;
  readonly isWhole: boolean;
}

function Node({ node, linkTo, isWhole }: NodeProps) {
  const translation = useTranslation();
  const { words, say } = translation;
  const { score, weight, effective_weight: effective, metric, status, children } = node;
  const covered = coverageOf(children);
  return (
    <li>
      <div class="node">
        <span class="node-name">
          {status !== undefined && <StatusShape status={status} />}
          {metric === undefined ? say(node.label) : <a href={linkTo(metric)}>{say(node.label)}</a>}
        </span>
        <span class="node-weight">
          <Weight base={weight} effective={effective} />
          {isWhole && children.length > 0 && covered < 1 && (
            <span class="node-covered">{filled(words.weights.covered, { share: share(covered, translation) })}</span>
          )}
        </span>
        <span class="node-score">{score === null ? words.noData : scoreText(score)}</span>
      </div>
      {children.length > 0 && (
        <ul class="tree">
          {children.map(child => (
            <Node key={child.id} node={child} linkTo={linkTo} isWhole={isWhole} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** A weight, with the one in force where that is another. */
function Weight({ base, effective }: { readonly base: number; readonly effective: number }) {
  const translation = useTranslation();
  const { words } = translation;
  const title = filled(words.weights.base, { weight: share(base, translation) });
  if (Math.abs(base - effective) <= 1e-9) return <span title={title}>{share(base, translation)}</span>;
  const both = `${title}, ${filled(words.weights.effective, { weight: share(effective, translation) })}`;
  return (
    <span title={both}>
      <span class="hidden-text">{both}</span>
      <span aria-hidden="true">
        {share(base, translation)} → <strong>{share(effective, translation)}</strong>
      </span>
    </span>
  );
}

/** How much of the weight of nodes has a score, down to the metrics. */
function coverageOf(nodes: readonly IndexNode[]): number {
  const whole = nodes.reduce((sum, { weight }) => sum + weight, 0);
  const covered = nodes.reduce(
    (sum, { weight, score, children }) => sum + weight * (children.length > 0 ? coverageOf(children) : score === null ? 0 : 1),
    0,
  );
  return whole === 0 ? 0 : Number((covered / whole).toFixed(9));
}
