import type { IndexNode, IndexResult } from '../answers.js';
import { type Speech, useSpeech } from '../language.js';
import { scoreText, shown } from '../number.js';
import { filled } from '../words/en.js';
import { StatusShape } from './status.js';

const share = (part: number, { language }: Speech): string =>
  shown('%', part, Math.abs(part * 100 - Math.round(part * 100)) < 1e-9 ? 0 : 1, language);

/** An index: its score, how much of its weight had data, and its branches. */
export function IndexCard({ index, linkTo }: { readonly index: IndexResult; readonly linkTo: (metric: string) => string }) {
  const speech = useSpeech();
  const { words, say } = speech;
  const { score, coverage, min_coverage: least } = index;
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
        <span>{share(coverage, speech)}</span>
      </p>
      {score === null && least !== undefined && (
        <p class="hint">{filled(words.figures.tooLittle, { least: share(least, speech) })}</p>
      )}
      <details>
        <summary>{words.clientPage.tree}</summary>
        <ul class="tree">
          {index.nodes.map(node => (
            <Node key={node.id} node={node} linkTo={linkTo} />
          ))}
        </ul>
      </details>
    </section>
  );
}

function Node({ node, linkTo }: { readonly node: IndexNode; readonly linkTo: (metric: string) => string }) {
  const speech = useSpeech();
  const { words, say } = speech;
  const { score, weight, effective_weight: effective, metric, status, children } = node;
  return (
    <li>
      <div class="node">
        <span class="node-name">
          {status !== undefined && <StatusShape status={status} />}
          {metric === undefined ? say(node.label) : <a href={linkTo(metric)}>{say(node.label)}</a>}
        </span>
        <span class="node-weight" title={words.figures.weight}>
          {share(weight, speech)}
          {Math.abs(weight - effective) > 1e-9 && <> → {share(effective, speech)}</>}
        </span>
        <span class="node-score">{score === null ? words.noData : scoreText(score)}</span>
      </div>
      {children.length > 0 && (
        <ul class="tree">
          {children.map(child => (
            <Node key={child.id} node={child} linkTo={linkTo} />
          ))}
        </ul>
      )}
    </li>
  );
}
