import type { PeriodStatus } from '../../contract/periods.js';
import { dueText } from '../due.js';
import { useTranslation } from '../language.js';
import { withQuery } from '../rest.js';
import { filled } from '../words/en.js';
import { SignatureList } from './sign-off.js';
import { When } from './when.js';

/** What a period rests on: its sources, what came late, who closed and reopened it, and what changed between revisions. */
export function PeriodDetails({ status }: { readonly status: PeriodStatus }) {
  const { words } = useTranslation();
  const { late, waivers, acknowledged, signed_off: signed } = status;
  return (
    <div class="period-details">
      <h2 class="hidden-text">{`${words.periods.details}: ${status.client}`}</h2>
      <Sources status={status} />
      <Uncovered status={status} />
      {waivers.length > 0 && (
        <section>
          <h3>{words.periods.waive}</h3>
          <ul>
            {waivers.map(({ source, reason }) => (
              <li key={source}>
                {source}: {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
      {acknowledged !== null && (
        <section>
          <h3>{words.periods.acknowledged}</h3>
          <p>
            {acknowledged.reason} <span class="quiet">({filled(words.periods.openCounts, { ...acknowledged })})</span>
          </p>
        </section>
      )}
      {late.length > 0 && (
        <section>
          <h3>{words.periods.late}</h3>
          <ul>
            {late.map(({ batch, file, facts, committed_at: at, withdraws }) => (
              <li key={batch}>
                {words.batch} {batch}: {file ?? `↩ ${withdraws ?? ''}`}, {filled(words.periods.lateFacts, { facts })}{' '}
                <span class="quiet">
                  <When at={at} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <History status={status} />
      {signed.length > 0 && (
        <section>
          <h3>{words.signOff.title}</h3>
          <SignatureList signed={signed} />
        </section>
      )}
    </div>
  );
}

function Sources({ status: { sources } }: { readonly status: PeriodStatus }) {
  const { words } = useTranslation();
  if (sources.length === 0) return null;
  return (
    <section>
      <h3>{words.periods.sources}</h3>
      <ul>
        {sources.map(({ source, fact, site, is_complete: isComplete, delivered_to: to, due }) => (
          <li key={source} class={isComplete ? '' : 'worse'}>
            {source} ({[fact, site].filter(Boolean).join(', ')}): {isComplete ? words.periods.complete : words.periods.missing}
            {to !== null && <span class="quiet"> · {`${words.portfolio.deliveredTo} ${to.slice(0, 10)}`}</span>}
            {!isComplete && due !== null && <span class="quiet"> · {`${words.portfolio.due} ${dueText(due, words)}`}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Uncovered({ status: { uncovered } }: { readonly status: PeriodStatus }) {
  const { words } = useTranslation();
  if (uncovered.length === 0) return null;
  return (
    <section>
      <h3>{words.periods.uncovered}</h3>
      <ul>
        {uncovered.map(({ fact, field, facts, of }) => (
          <li key={`${fact} ${field}`}>
            {field} ({fact}): {filled(words.periods.uncoveredFacts, { facts, of })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ status: { client, period, history, evaluation, state } }: { readonly status: PeriodStatus }) {
  const { words } = useTranslation();
  if (history.length === 0) return null;
  const closings = history.filter(({ kind }) => kind === 'closing');
  const last = closings.at(-1);
  const before = closings.at(-2);
  const name = (revision: number): string => `${client}:${period}:${revision}`;
  const comparison =
    state === 'closed' && last !== undefined && before !== undefined
      ? { from: name(before.revision), to: name(last.revision) }
      : state !== 'closed' && last !== undefined && evaluation !== null
        ? { from: name(last.revision), to: evaluation.id }
        : undefined;
  return (
    <section>
      <h3>{words.periods.history}</h3>
      <ol>
        {history.map(({ kind, revision, by, at, reason, waivers, acknowledged }) => (
          <li key={`${kind} ${revision}`}>
            {words.revision} {revision} {kind === 'closing' ? words.periods.closing : words.periods.reopening}: {by},{' '}
            <When at={at} />
            {reason !== undefined && `, ${reason}`}
            {(waivers ?? []).map(waiver => ` · ${words.periods.waive} ${waiver.source}: ${waiver.reason}`)}
            {acknowledged !== undefined && ` · ${words.periods.acknowledged}: ${acknowledged.reason}`}
          </li>
        ))}
      </ol>
      {comparison !== undefined && (
        <p>
          <a href={withQuery('/audit', { tab: 'diff', ...comparison })}>{words.periods.diff}</a>
        </p>
      )}
    </section>
  );
}
