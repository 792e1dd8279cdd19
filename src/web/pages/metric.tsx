import type { ClientPeriods } from '../../contract/clients.js';
import type { MetricResult } from '../../contract/evaluation.js';
import type { MetricView as MetricAnswer } from '../../contract/figures.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { Breakdown } from '../parts/breakdown.js';
import { ClientHead } from '../parts/client-head.js';
import { CommentList } from '../parts/comment-list.js';
import { DisputeForm } from '../parts/dispute-form.js';
import { EvidenceTable } from '../parts/evidence-table.js';
import { Explained } from '../parts/explained.js';
import { ExclusionForm } from '../parts/exclusion-form.js';
import { MetricFigures } from '../parts/metric-figures.js';
import { OverrideForm } from '../parts/override-form.js';
import { PeriodPicker, useMissingText } from '../parts/period-picker.js';
import { Shown } from '../parts/problem.js';
import { TrendSection } from '../parts/trend-section.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import { quotientOfValue, resultText } from '../result.js';
import type { PageLocation } from '../router.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';

interface Props {
  readonly client: string;
  readonly metric: string;
  readonly place: PageLocation;
}

/** One metric of a client: the figure, what it means, how it moved, what it is made of, and the facts behind it. */
export function MetricPage({ client, metric, place }: Props) {
  const { words } = useTranslation();
  const [periods, reloadPeriods] = useResource<ClientPeriods>(at`/clients/${client}/periods`);
  const known = periods.state === 'ready' ? periods.data.periods : [];
  const period = place.query.get('period') ?? known[0]?.period;
  const path = period === undefined ? null : withQuery(at`/clients/${client}/metrics/${metric}`, { period });
  const [answer, reload] = useResource<MetricAnswer>(path);
  const missing = useMissingText(known, period);
  return (
    <>
      <ClientHead client={client} page="metric">
        <PeriodPicker periods={known} chosen={period} />
      </ClientHead>
      {periods.state === 'failed' ? (
        <Shown of={periods} retry={reloadPeriods}>
          {() => null}
        </Shown>
      ) : (
        <Shown of={answer} retry={reload} missing={missing}>
          {data => <Loaded {...{ client, data }} period={period ?? ''} />}
        </Shown>
      )}
      <p>
        <a href={withQuery(at`/clients/${client}`, { period })}>← {words.clientPage.metrics}</a>
      </p>
    </>
  );
}

interface LoadedProps {
  readonly client: string;
  readonly period: string;
  readonly data: MetricAnswer;
}

function Loaded({ client, period, data }: LoadedProps) {
  const { words, say } = useTranslation();
  const { me } = useSession();
  const [doing, setDoing] = useState<OpenForm>();
  const { result, label } = data;
  const { metric } = result;
  const mayDispute = may.dispute(me);
  const mayAmend = may.amend(me);
  const doTo = (what: OpenForm['what']) => (numbers: readonly string[]) => setDoing({ what, numbers });
  const ways = [
    ...(mayDispute ? [{ label: words.metricPage.disputeFacts, act: doTo('dispute') }] : []),
    // A formula counts no facts of its own.
    ...(mayAmend && result.kind !== 'formula' ? [{ label: words.amendments.excludeSelected, act: doTo('exclude') }] : []),
  ];
  return (
    <>
      <div class="title-row">
        <h1>
          {say(label)} <span class="tag">{period}</span>
          {data.state === 'provisional' && <span class="tag tag-warn">{words.clientPage.provisionalShort}</span>}
          {result.stage === 'trial' && <span class="tag">{words.figures.trial}</span>}
        </h1>
        <div class="form-row">
          {mayDispute && (
            <button type="button" onClick={() => doTo('dispute')([])}>
              {words.metricPage.dispute}
            </button>
          )}
          {mayAmend && (
            <button type="button" onClick={() => doTo('override')([])}>
              {words.amendments.overrideThis}
            </button>
          )}
        </div>
      </div>
      <div class="metric-grid">
        <MetricFigures shown={data} />
        <Definition data={data} />
      </div>
      <CommentList {...{ client, period }} metrics={[{ metric, label: say(label) }]} />
      {/^\d{4}-\d{2}$/.test(period) && <TrendSection client={client} metric={result.metric} to={period} />}
      {me.role !== 'client' && <Explained evaluation={data.evaluation} metric={result.metric} />}
      <Breakdown key={result.metric} result={result} />
      <EvidenceTable key={`${metric} ${period}`} {...{ client, period, result, ways }} />
      {doing !== undefined && (
        <MetricForms {...{ doing, client, period, metric }} label={say(label)} close={() => setDoing(undefined)} />
      )}
    </>
  );
}

/** What is begun about the figure, or about facts of it. */
interface OpenForm {
  readonly what: 'dispute' | 'exclude' | 'override';
  readonly numbers: readonly string[];
}

interface DoingsProps {
  readonly doing: OpenForm;
  readonly client: string;
  readonly period: string;
  readonly metric: string;
  readonly label: string;
  readonly close: () => void;
}

function MetricForms({ doing: { what, numbers }, client, period, metric, label, close }: DoingsProps) {
  if (what === 'dispute') return <DisputeForm {...{ client, period, metric, label, numbers, close }} />;
  if (what === 'exclude') return <ExclusionForm metrics={[metric]} {...{ client, numbers, close }} />;
  return <OverrideForm {...{ client, metric, period, close }} />;
}

function Definition({ data: { definition, result } }: { readonly data: MetricAnswer }) {
  const { words, language, say } = useTranslation();
  const { expressions, fields } = definition;
  const source = language === 'zh' ? definition.source_zh : definition.source;
  return (
    <section class="card" aria-label={words.metricPage.definition}>
      <h2>{words.metricPage.definition}</h2>
      {definition.words[language].map(line => (
        <p key={line}>{line}</p>
      ))}
      <p class="quiet">
        {directionOf(result, words.figures.higherIsBetter, words.figures.lowerIsBetter)}
        {source !== null && ` · ${source}`}
      </p>
      <Example result={result} />
      {fields.length > 0 && (
        <p class="links small">
          {words.help.fieldsRead}
          {fields.map(({ kind, field, label }) => (
            <a key={`${kind} ${field}`} href={at`/help/fields/${`${kind}.${field}`}`}>
              {say(label)}
            </a>
          ))}
        </p>
      )}
      {expressions.length > 0 && (
        <details>
          <summary>{words.metricPage.formula}</summary>
          <pre class="excerpt">{expressions.join('\n')}</pre>
        </details>
      )}
    </section>
  );
}

/** How the definition comes to a figure, by the figures of this period. */
function Example({ result }: { readonly result: MetricResult }) {
  const translation = useTranslation();
  const quotient = quotientOfValue(result);
  if (quotient === undefined) return null;
  return <p>{filled(translation.words.help.example, { quotient, value: resultText(result, translation) })}</p>;
}

const directionOf = ({ improves }: MetricResult, higher: string, lower: string): string => (improves === 'up' ? higher : lower);
