import type { ClientPeriod } from '../../contract/clients.js';
import type { Improvement } from '../../contract/improvement.js';
import { useTranslation } from '../language.js';
import { ActionList } from '../parts/action-list.js';
import { ClientPeriodPage } from '../parts/client-period-page.js';
import { CreditTable } from '../parts/credit-table.js';
import { FiveGaps } from '../parts/five-gaps.js';
import { HeavySlices } from '../parts/heavy-slices.js';
import { useMissingText } from '../parts/period-picker.js';
import { Shown } from '../parts/problem.js';
import { QuadrantChart } from '../parts/quadrant-chart.js';
import { RankingTable } from '../parts/ranking-table.js';
import { SignalTable } from '../parts/signal-table.js';
import { useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import { goQuery, type PageLocation } from '../router.js';

/** What to improve first for a client, where the failures lie, and what is done about it. */
export function ImprovementPage({ client, place }: { readonly client: string; readonly place: PageLocation }) {
  return (
    <ClientPeriodPage client={client} page="improvement" place={place}>
      {(period, known) => <Found client={client} known={known} period={period} index={place.query.get('index')} />}
    </ClientPeriodPage>
  );
}

interface FoundProps {
  readonly client: string;
  readonly period: string;
  readonly known: readonly ClientPeriod[];
  readonly index: string | null;
}

function Found({ client, period, known, index }: FoundProps) {
  const { words } = useTranslation();
  const [found, reload] = useResource<Improvement>(withQuery(at`/clients/${client}/improvement`, { period }));
  const missing = useMissingText(known, period);
  const linkTo = (metric: string): string => withQuery(at`/clients/${client}/metrics/${metric}`, { period });
  return (
    <Shown of={found} retry={reload} missing={missing}>
      {data => {
        const ranking = data.ranking.find(one => one.index === index) ?? data.ranking[0];
        const quadrants = data.quadrants.find(one => one.index === ranking?.index);
        return (
          <>
            {data.ranking.length > 1 && <Indexes data={data} chosen={ranking?.index} />}
            {ranking !== undefined && <RankingTable ranking={ranking} linkTo={linkTo} />}
            {quadrants !== undefined && quadrants.metrics.length > 0 && <QuadrantChart quadrants={quadrants} />}
            <ActionList client={client} />
            <HeavySlices slices={data.slices} linkTo={linkTo} />
            <SignalTable signals={data.signals} consequences={data.consequences} linkTo={linkTo} />
            <FiveGaps gaps={data.gaps} linkTo={linkTo} />
            {data.credits.map(credits => (
              <CreditTable key={credits.credit} credits={credits} title={words.improvement.credits} linkTo={linkTo} />
            ))}
          </>
        );
      }}
    </Shown>
  );
}

function Indexes({ data, chosen }: { readonly data: Improvement; readonly chosen: string | undefined }) {
  const { words, say } = useTranslation();
  return (
    <div class="switch" role="group" aria-label={words.clientPage.indexes}>
      {data.ranking.map(({ index, label }) => (
        <button key={index} type="button" aria-pressed={index === chosen} onClick={() => goQuery({ index }, true)}>
          {say(label)}
        </button>
      ))}
    </div>
  );
}
