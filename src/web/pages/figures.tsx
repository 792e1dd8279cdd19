import type { ClientPeriod } from '../../contract/clients.js';
import type { IndexNode } from '../../contract/evaluation.js';
import { useMemo } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { ClientPeriodPage } from '../parts/client-period-page.js';
import { CommentList } from '../parts/comment-list.js';
import { ExclusionList } from '../parts/exclusion-list.js';
import { IndexCard } from '../parts/index-card.js';
import { Notice } from '../parts/notice.js';
import { OpenQuestions } from '../parts/open-questions.js';
import { useMissingText } from '../parts/period-picker.js';
import { Shown } from '../parts/problem.js';
import { ResultsTable } from '../parts/results-table.js';
import { Tile } from '../parts/tile.js';
import { When } from '../parts/when.js';
import { useResource } from '../resource.js';
import { type MetricShown, type PerformanceShown, performanceFields } from '../performance-shown.js';
import { at, withQuery } from '../rest.js';
import { type AgreedResult, agreedResults, notAgreed } from '../agreed-results.js';
import { metricsBelow, type ShownResult } from '../result.js';
import { goQuery, type PageLocation } from '../router.js';
import { useRecent } from '../recent.js';
import { filled } from '../words/en.js';

/** Everything that is known of a client's service in a period: indexes, all metrics against their standards, and what is not known. */
export function FiguresPage({ client, place }: { readonly client: string; readonly place: PageLocation }) {
  return (
    <ClientPeriodPage client={client} page="figures" place={place}>
      {(period, known) => <Results client={client} period={period} known={known} place={place} />}
    </ClientPeriodPage>
  );
}

interface ResultsProps {
  readonly client: string;
  readonly period: string;
  readonly known: readonly ClientPeriod[];
  readonly place: PageLocation;
}

function Results({ client, period, known, place }: ResultsProps) {
  const [performance, reload] = useResource<PerformanceShown>(
    withQuery(at`/clients/${client}/performance`, { period, fields: performanceFields }),
  );
  const missing = useMissingText(known, period);
  return (
    <Shown of={performance} retry={reload} missing={missing}>
      {data => <Loaded {...{ client, period, known, place, data }} />}
    </Shown>
  );
}

function Loaded({ client, period, known, place, data }: ResultsProps & { readonly data: PerformanceShown }) {
  const translation = useTranslation();
  const { words, say } = translation;
  const trendOf = useRecent(client, period, known, data);
  const linkTo = (metric: string): string => withQuery(at`/clients/${client}/metrics/${metric}`, { period });
  const isAll = place.query.get('show') !== 'attention';
  const isTable = place.query.get('as') === 'table';
  const isAgreed = data.agreed !== undefined;
  const groups = useMemo(() => agreedResults(data, translation) ?? groupsOf(data), [data, translation]);
  const measured = data.metrics.filter(({ value }) => value !== null);
  const others = isAgreed ? notAgreed(data) : measured.filter(({ standard }) => standard === null);
  // What was agreed is among the groups without data too; of what was not, nobody asks for what it lacks.
  const missing = isAgreed ? [] : data.metrics.filter(({ value, status }) => value === null && status === 'no_data');
  const asked = isAgreed
    ? [...data.metrics.filter(one => !others.includes(one) && isNamed(data, one.metric)), ...others]
    : data.metrics;
  const listed = isAgreed ? [...groups.flatMap(({ results }) => results.map(({ result }) => result)), ...others] : measured;
  const wanted = ({ status }: ShownResult): boolean => isAll || status === 'missed' || status === 'at_risk';
  return (
    <>
      <StateLine data={data} />
      <CommentList {...{ client, period }} metrics={measured.map(({ metric, label }) => ({ metric, label: say(label) }))} />
      <section aria-label={words.clientPage.indexes} class="cards index-cards">
        <h2 class="hidden-text">{words.clientPage.indexes}</h2>
        {data.indexes.map(index => (
          <IndexCard key={index.index} index={index} linkTo={linkTo} />
        ))}
        <OpenQuestions metrics={asked} linkTo={linkTo} />
      </section>
      <Choices {...{ isAll, isTable }} />
      {isTable ? (
        <ResultsTable results={listed.filter(wanted)} linkTo={linkTo} caption={words.clientPage.metrics} />
      ) : (
        groups.map(one => <Tiles key={say(one.label)} group={one} {...{ wanted, linkTo, trendOf }} />)
      )}
      {!isTable && isAll && <Unjudged {...{ isAgreed, linkTo }} results={others} />}
      <ExclusionList exclusions={data.evaluation.exclusions ?? []} />
      {missing.length > 0 && isAll && (
        <section class="card" aria-label={words.noData}>
          <h2>{filled(words.clientPage.withoutData, { count: missing.length })}</h2>
          <p class="quiet">{words.statusMeanings.no_data}</p>
          <p>{missing.map(({ label }) => say(label)).join(' · ')}</p>
        </section>
      )}
    </>
  );
}

interface TilesProps {
  readonly group: Group;
  readonly wanted: (result: ShownResult) => boolean;
  readonly linkTo: (metric: string) => string;
  readonly trendOf: ReturnType<typeof useRecent>;
}

function Tiles({ group: { label, results }, wanted, linkTo, trendOf }: TilesProps) {
  const { say } = useTranslation();
  const shown = results.filter(({ result }) => wanted(result));
  if (shown.length === 0) return null;
  return (
    <section class="group" aria-label={say(label)}>
      <h2>{say(label)}</h2>
      <div class="cards tiles">
        {shown.map(({ result, scope }) => (
          <Tile key={say(result.label)} result={result} to={linkTo(result.metric)} trend={trendOf(result.metric, scope)} />
        ))}
      </div>
    </section>
  );
}

interface UnjudgedProps {
  readonly results: readonly MetricShown[];
  readonly linkTo: (metric: string) => string;
  /** There is a contract, of which these are no part. */
  readonly isAgreed: boolean;
}

function Unjudged({ results, linkTo, isAgreed }: UnjudgedProps) {
  const { words } = useTranslation();
  if (results.length === 0) return null;
  const title = isAgreed ? words.clientPage.otherFigures : words.statuses.no_standard;
  return (
    <details class="card">
      <summary>
        <h2>
          {title} ({results.length})
        </h2>
      </summary>
      <p class="quiet">{isAgreed ? words.clientPage.notAgreed : words.statusMeanings.no_standard}</p>
      <ResultsTable results={results} linkTo={linkTo} caption={title} />
    </details>
  );
}

function StateLine({ data: { evaluation } }: { readonly data: PerformanceShown }) {
  const { words } = useTranslation();
  const { state, revision, as_of: asOf, as_of_batch: batch, id, made_at: madeAt } = evaluation;
  return (
    <div class="state-line">
      {state === 'provisional' ? (
        <Notice tone="warn">{words.clientPage.provisional}</Notice>
      ) : (
        <Notice tone="good">{filled(words.clientPage.closed, { revision })}</Notice>
      )}
      <p class="quiet">
        {words.asOf} <When at={asOf} /> · {words.batch} {batch} · {words.evaluation} <code>{id}</code>
        {madeAt !== undefined && (
          <>
            {' '}
            · {words.madeAt} <When at={madeAt} />
          </>
        )}
      </p>
    </div>
  );
}

function Choices({ isAll, isTable }: { readonly isAll: boolean; readonly isTable: boolean }) {
  const { words } = useTranslation();
  return (
    <div class="choices">
      <h2>{words.clientPage.metrics}</h2>
      <div class="switch" role="group" aria-label={words.clientPage.filter}>
        <button type="button" aria-pressed={isAll} onClick={() => goQuery({ show: '' }, true)}>
          {words.clientPage.everything}
        </button>
        <button type="button" aria-pressed={!isAll} onClick={() => goQuery({ show: 'attention' }, true)}>
          {words.clientPage.needsAttention}
        </button>
      </div>
      <div class="switch" role="group" aria-label={words.clientPage.metrics}>
        <button type="button" aria-pressed={!isTable} onClick={() => goQuery({ as: '' }, true)}>
          {words.clientPage.tiles}
        </button>
        <button type="button" aria-pressed={isTable} onClick={() => goQuery({ as: 'table' }, true)}>
          {words.clientPage.table}
        </button>
      </div>
    </div>
  );
}

interface Group {
  readonly label: IndexNode['label'];
  readonly results: readonly AgreedResult[];
}

const isNamed = ({ agreed = [] }: PerformanceShown, id: string): boolean =>
  agreed.some(({ measures }) => measures.some(({ metric }) => metric === id));

const asWhole = (result: MetricShown): AgreedResult => ({ scope: {}, result });

const others = { en: 'Other agreed standards', zh: '其他约定的标准' };

/** The judged metrics below the first branch that names them, in the order of the indexes, then the others. */
function groupsOf({ metrics, indexes }: PerformanceShown): readonly Group[] {
  const judged = metrics.filter(({ standard, value }) => standard !== null && value !== null);
  const taken = new Set<string>();
  const branches = [...indexes]
    .sort((a, b) => Number(b.index === 'kpi') - Number(a.index === 'kpi'))
    .flatMap(({ nodes }) => nodes);
  const groups = branches.flatMap(node => {
    const below = metricsBelow(node).filter(id => !taken.has(id));
    const results = below.flatMap(id => judged.filter(({ metric }) => metric === id));
    for (const { metric } of results) taken.add(metric);
    return results.length === 0 ? [] : [{ label: node.label, results: results.map(asWhole) }];
  });
  const rest = judged.filter(({ metric }) => !taken.has(metric));
  return rest.length === 0 ? groups : [...groups, { label: others, results: rest.map(asWhole) }];
}
