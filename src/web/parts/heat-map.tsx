import { useTranslation } from '../language.js';
import type { FigureShown, PortfolioShown } from '../portfolio-shown.js';
import { at, withQuery } from '../rest.js';
import { internalText, resultText } from '../result.js';
import { ScrollTable } from './scroll-table.js';
import { StatusShape, toneOf } from './status.js';
import { TableHead } from './table-head.js';

/** Clients × metrics: a table whose cells say value and status by word, shape and colour. */
export function HeatMap({ data, onlyStandards }: { readonly data: PortfolioShown; readonly onlyStandards: boolean }) {
  const translation = useTranslation();
  const { words, say } = translation;
  const rows = rowsOf(data, onlyStandards);
  const linkTo = (client: string, metric: string): string =>
    withQuery(at`/clients/${client}/metrics/${metric}`, { period: data.period });
  return (
    <ScrollTable caption={words.portfolio.heatMap} kind="stacked heat-map">
      <TableHead columns={[words.metric, ...data.clients.map(({ client, name }) => say(name) || client)]} />
      <tbody>
        {rows.map(({ metric, label, cells }) => (
          <tr key={metric}>
            <th scope="row">{say(label)}</th>
            {data.clients.map(({ client, name }, i) => {
              const cell = cells[i];
              const status = cell?.status ?? 'no_data';
              return (
                <td key={client} class={`heat ${toneOf(status)}`} data-label={say(name) || client}>
                  <a href={linkTo(client, metric)} title={words.statuses[status]}>
                    <StatusShape status={status} />
                    <span>{cell === undefined || cell.value === null ? '–' : resultText(cell, translation)}</span>
                    <span class="hidden-text">{words.statuses[status]}</span>
                    {cell?.internal !== undefined && cell.value !== null && (
                      <span class="internal">{internalText(cell, translation)}</span>
                    )}
                  </a>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

const judgedStatuses: ReadonlySet<string> = new Set(['met', 'at_risk', 'missed', 'insufficient']);

/** A row per metric that any client has a figure of, in the order of the catalogue. */
function rowsOf({ clients, metrics }: PortfolioShown, onlyStandards: boolean) {
  const figures = clients.map(client => new Map(client.metrics.map(one => [one.metric, one])));
  return metrics.flatMap(({ metric, label }) => {
    const cells = figures.map(of => of.get(metric));
    const wanted = (cell: FigureShown | undefined): boolean =>
      cell !== undefined &&
      (onlyStandards ? [cell, cell.internal].some(one => judgedStatuses.has(one?.status ?? '')) : cell.value !== null);
    return cells.some(wanted) ? [{ metric, label, cells }] : [];
  });
}
