import type { Month } from '../../contract/month.js';
import { useTranslation } from '../language.js';
import { ClientPeriodPage } from '../parts/client-period-page.js';
import { MonthStepList } from '../parts/month-step-list.js';
import { Shown } from '../parts/problem.js';
import { useResource } from '../resource.js';
import { at } from '../rest.js';
import type { PageLocation } from '../router.js';
import { filled } from '../words/en.js';

/** Where a client's month stands, step by step, with what can be done about each. */
export function MonthPage({ client, place }: { readonly client: string; readonly place: PageLocation }) {
  return (
    <ClientPeriodPage client={client} page="month" place={place}>
      {(period, _, changed) => <OneMonth key={period} {...{ client, period, changed }} step={place.query.get('step')} />}
    </ClientPeriodPage>
  );
}

interface OneMonthProps {
  readonly client: string;
  readonly period: string;
  /** Says that the period stands otherwise than before. */
  readonly changed: () => void;
  /** The step that somebody came for. */
  readonly step: string | null;
}

function OneMonth({ client, period, changed, step }: OneMonthProps) {
  const { words } = useTranslation();
  const [month, reload] = useResource<Month>(at`/clients/${client}/periods/${period}/month`);
  return (
    <Shown of={month} retry={reload}>
      {data => (
        <section class="card" aria-label={`${words.month.title} ${period}`}>
          <div class="form-row month-title">
            <h2>{period}</h2>
            <span class={`state state-${data.state}`}>{words.states[data.state]}</span>
            <span class="quiet">{filled(words.month.toDo, { count: data.to_do })}</span>
          </div>
          <MonthStepList
            month={data}
            first={step}
            reload={() => {
              reload();
              changed();
            }}
          />
        </section>
      )}
    </Shown>
  );
}
