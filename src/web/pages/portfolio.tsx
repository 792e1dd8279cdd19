import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { scoreText, numberText } from '../number.js';
import { useClientNames } from '../parts/client-head.js';
import { FirstSteps } from '../parts/first-steps.js';
import { HeatMap } from '../parts/heat-map.js';
import { Notice, Nothing } from '../parts/notice.js';
import { Shown } from '../parts/problem.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { WorstGaps } from '../parts/worst-gaps.js';
import { type PortfolioShown, portfolioFields } from '../portfolio-shown.js';
import { useResource } from '../resource.js';
import { dueText } from '../due.js';
import { at, withQuery } from '../rest.js';
import type { PageLocation } from '../router.js';
import { filled } from '../words/en.js';
import { TableHead } from '../parts/table-head.js';
import { PeriodPicker } from '../parts/period-picker.js';

/** All clients of a period: indexes, metrics against their standards, the worst gaps, and what has not been delivered. */
export function PortfolioPage({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const asked = place.query.get('period') ?? undefined;
  const [limit, setLimit] = useState(clientsTogether);
  const [portfolio, reload] = useResource<PortfolioShown>(
    withQuery('/portfolio', { period: asked, limit, fields: portfolioFields }),
  );
  const { period = asked, periods = [] } = portfolio.state === 'ready' ? portfolio.data : {};
  return (
    <>
      <div class="title-row">
        <h1>
          {words.portfolio.title}
          {period != null && <span class="tag on-paper">{period}</span>}
        </h1>
        <PeriodPicker periods={periods.map(one => ({ period: one }))} chosen={period ?? undefined} />
      </div>
      <FirstSteps />
      <Shown of={portfolio} retry={reload}>
        {data =>
          data.period === null ? (
            <Nothing>{words.periods.none}</Nothing>
          ) : (
            <>
              {data.next !== null && (
                <Notice>
                  {filled(words.portfolio.firstClients, { count: data.clients.length })}{' '}
                  <button type="button" class="plain" onClick={() => setLimit(Math.min(limit + clientsTogether, mostClients))}>
                    {words.portfolio.moreClients}
                  </button>
                </Notice>
              )}
              <Loaded data={data} />
            </>
          )
        }
      </Shown>
    </>
  );
}

/** So many clients are shown at first, and so many more each time; a table of more than the most is read by nobody. */
const clientsTogether = 100;
const mostClients = 1000;

function Loaded({ data }: { readonly data: PortfolioShown }) {
  const { words, say } = useTranslation();
  const [onlyStandards, setOnly] = useState(true);
  const [isInternalShown, setInternalShown] = useState(true);
  if (data.clients.length === 0) return <Nothing>{filled(words.portfolio.nothing, { period: data.period ?? '' })}</Nothing>;
  if (data.clients.every(({ evaluation }) => evaluation === null))
    return (
      <>
        <Notice tone="warn">{filled(words.portfolio.nothing, { period: data.period ?? '' })}</Notice>
        <MissingSources data={data} />
      </>
    );
  const judged = data.clients.filter(({ metrics }) => metrics.some(({ value, gap }) => value !== null && gap !== null));
  const clients = judged.length > 0 ? judged : data.clients;
  const shown = isInternalShown ? data : withoutInternal(data);
  const clientsShown = clients.map(one => shown.clients.find(({ client }) => client === one.client) ?? one);
  const unjudged = data.clients.filter(client => !clients.includes(client));
  return (
    <>
      <Indexes data={{ ...data, clients }} />
      {unjudged.length > 0 && (
        <details class="card">
          <summary>{filled(words.portfolio.unjudged, { count: unjudged.length })}</summary>
          <p class="links">
            {unjudged.map(({ client, name }) => (
              <a key={client} href={withQuery(at`/clients/${client}`, { period: data.period })}>
                {say(name) || client}
              </a>
            ))}
          </p>
        </details>
      )}
      <section class="card" aria-label={words.portfolio.heatMap}>
        <div class="title-row">
          <h2>{words.portfolio.heatMap}</h2>
          <div class="checks">
            <label class="check">
              <input type="checkbox" checked={onlyStandards} onChange={event => setOnly(event.currentTarget.checked)} />
              {words.portfolio.onlyStandards}
            </label>
            {data.clients.some(({ metrics }) => metrics.some(({ internal }) => internal !== undefined)) && (
              <label class="check">
                <input
                  type="checkbox"
                  checked={isInternalShown}
                  onChange={event => setInternalShown(event.currentTarget.checked)}
                />
                {words.portfolio.withInternal}
              </label>
            )}
          </div>
        </div>
        <p class="quiet">{words.portfolio.heatHint}</p>
        <HeatMap data={{ ...shown, clients: clientsShown }} onlyStandards={onlyStandards} />
      </section>
      <WorstGaps data={shown} />
      <MissingSources data={data} />
    </>
  );
}

/** A portfolio as clients may see it on a wall: without what the firm holds itself to. */
function withoutInternal({ internal_gaps: _gaps, ...data }: PortfolioShown): PortfolioShown {
  const clients = data.clients.map(client => ({
    ...client,
    metrics: client.metrics.map(({ internal: _internal, ...metric }) => metric),
  }));
  return { ...data, clients };
}

function Indexes({ data }: { readonly data: PortfolioShown }) {
  const { words, say, language } = useTranslation();
  // A contract with weights is an index that other clients do not have.
  const indexes = [...new Map(data.clients.flatMap(client => client.indexes).map(({ index, label }) => [index, label] as const))];
  return (
    <section class="card" aria-label={words.clientPage.indexes}>
      <h2>{words.clientPage.indexes}</h2>
      <ScrollTable caption={words.clientPage.indexes} kind="stacked">
        <TableHead
          columns={[
            words.client,
            words.state,
            ...indexes.flatMap(([, label]) => [{ number: say(label) }, words.figures.coverage]),
          ]}
        />
        <tbody>
          {data.clients.map(({ client, name, state, revision, indexes: own }) => (
            <tr key={client}>
              <th scope="row">
                <a href={withQuery(at`/clients/${client}`, { period: data.period })}>{say(name) || client}</a>
              </th>
              <td data-label={words.state}>
                <span>
                  {words.states[state]}{' '}
                  {revision !== null && <span class="quiet">{filled(words.portfolio.revision, { revision })}</span>}
                </span>
              </td>
              {indexes.flatMap(([id, label]) => {
                const found = own.find(({ index }) => index === id);
                if (found === undefined)
                  return [
                    <td key={id} class="number quiet" data-label={say(label)}>
                      –
                    </td>,
                    <td key={`${id} coverage`} class="empty" />,
                  ];
                const { score, coverage } = found;
                return [
                  <td key={id} class="number strong" data-label={say(label)}>
                    {score === null ? <span class="quiet">{words.figures.noScore}</span> : scoreText(score)}
                  </td>,
                  <td key={`${id} coverage`} class="coverage-cell" data-label={words.figures.coverage}>
                    <span>
                      <span class="bar" aria-hidden="true">
                        <span style={{ width: `${coverage * 100}%` }} />
                      </span>
                      {numberText('%', coverage, 0, language)}
                    </span>
                  </td>,
                ];
              })}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

function MissingSources({ data }: { readonly data: PortfolioShown }) {
  const { words } = useTranslation();
  const names = useClientNames();
  const { missing_sources: missing } = data;
  return (
    <section class="card" aria-label={words.portfolio.missing}>
      <h2>{words.portfolio.missing}</h2>
      {missing.length === 0 ? (
        <Nothing>{words.portfolio.nothingMissing}</Nothing>
      ) : (
        <ScrollTable caption={words.portfolio.missing} kind="stacked">
          <TableHead columns={[words.client, words.source, words.portfolio.deliveredTo, words.portfolio.due]} />
          <tbody>
            {missing.map(({ client, source, delivered_to: to, due }) => (
              <tr key={`${client} ${source}`}>
                <th scope="row">{names(client)}</th>
                <td data-label={words.source}>{source}</td>
                <td data-label={words.portfolio.deliveredTo}>{to?.slice(0, 10) ?? words.portfolio.never}</td>
                <td class="fixed" data-label={words.portfolio.due}>
                  {dueText(due, words)}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </section>
  );
}
