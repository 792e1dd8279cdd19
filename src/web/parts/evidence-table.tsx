import type { Membership, MetricResult } from '../../contract/evaluation.js';
import type { Evidence } from '../../contract/figures.js';
import { useEffect, useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { countText } from '../number.js';
import { asProblem } from '../resource.js';
import { at, get, type Problem, withQuery } from '../rest.js';
import { useSession } from '../session.js';
import { filled } from '../words/en.js';
import { useClient } from './client-head.js';
import { EvidenceRows, type FactAction } from './evidence-rows.js';
import { Loading, Nothing } from './notice.js';
import { ProblemNotice } from './problem.js';

const filters: readonly Membership[] = ['failed', 'undetermined', 'undated', 'excluded', 'passed'];
const pageSize = 50;

interface Props {
  readonly client: string;
  readonly period: string;
  readonly result: MetricResult;
  /** What the reader may do about chosen facts. */
  readonly ways: readonly FactAction[];
}

/** The facts behind a figure by their membership, page after page, each with the sentence that decided and its source row. */
export function EvidenceTable({ client, period, result, ways }: Props) {
  const { language, words } = useTranslation();
  const { counts, metric } = result;
  const zone = useClient(client)?.time_zone;
  const [membership, setMembership] = useState<Membership>(() => filters.find(one => counts[one] > 0) ?? 'failed');
  const evidence = useEvidence(
    withQuery(at`/clients/${client}/metrics/${metric}/evidence`, { period, membership, limit: pageSize, lang: language }),
  );
  const { pages, problem, isBusy, more } = evidence;
  const [first] = pages;
  const rows = pages.flatMap(page => page.rows);
  return (
    <section class="card" aria-label={words.metricPage.evidence}>
      <h2>{words.metricPage.evidence}</h2>
      <div class="switch" role="group" aria-label={words.metricPage.membership}>
        {filters.map(one => (
          <button
            key={one}
            type="button"
            aria-pressed={one === membership}
            disabled={counts[one] === 0}
            onClick={() => setMembership(one)}
          >
            {words.memberships[one]} <span class="count">{countText(counts[one])}</span>
          </button>
        ))}
      </div>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {first !== undefined && rows.length > 0 && (
        <EvidenceRows key={membership} columns={first.columns} rows={rows} zone={zone} ways={ways} />
      )}
      {first !== undefined && rows.length === 0 && <Nothing>{words.metricPage.noRows}</Nothing>}
      {isBusy && <Loading />}
      {first !== undefined && rows.length > 0 && (
        <p class="form-row">
          <span class="quiet">
            {filled(words.metricPage.total, { shown: countText(rows.length), total: countText(first.total) })}
          </span>
          {pages.at(-1)?.next != null && (
            <button type="button" disabled={isBusy} onClick={more}>
              {words.more}
            </button>
          )}
        </p>
      )}
    </section>
  );
}

interface Read {
  readonly path: string;
  readonly pages: readonly Evidence[];
  readonly problem?: Problem;
}

function useEvidence(path: string) {
  const [read, setRead] = useState<Read>({ path, pages: [] });
  const [cursor, setCursor] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(true);
  const { me } = useSession();
  useEffect(() => setCursor(null), [path]);
  useEffect(() => {
    const stop = new AbortController();
    setBusy(true);
    get<Evidence>(cursor === null ? path : `${path}&cursor=${encodeURIComponent(cursor)}`, stop.signal)
      .then(page =>
        setRead(before => ({ path, pages: cursor === null || before.path !== path ? [page] : [...before.pages, page] })),
      )
      .catch((cause: unknown) => {
        if (!stop.signal.aborted) setRead(before => ({ ...before, path, problem: asProblem(cause) }));
      })
      .finally(() => {
        if (!stop.signal.aborted) setBusy(false);
      });
    return () => stop.abort();
  }, [path, cursor, me.key]);
  const isCurrent = read.path === path;
  return {
    pages: isCurrent ? read.pages : [],
    problem: isCurrent ? read.problem : undefined,
    isBusy,
    more: () => setCursor(read.pages.at(-1)?.next ?? null),
  };
}
